import type { Json } from '../../../core/json.js';
import type { FormComponent } from '../bundle.js';
import { isField, kindOf } from '../forms/fields.js';

/** What a letter's template can name at one place of its data. */
export interface FieldTree {
  /** `anything`: the sample doesn't tell, whatever is named below it may be there. */
  kind: 'value' | 'group' | 'list' | 'anything';
  /** Of a group its fields, of a list those of each row. */
  fields: Readonly<Record<string, FieldTree>>;
  /** What people call it; null for what has no question of its own. */
  label: string | null;
  /** What a form asks: `date`, `number`, `checkbox`…; null for other data. */
  asked: string | null;
  /** Not every case has it: an optional question, or one that is only asked sometimes. */
  mayLack: boolean;
}

const tree = (kind: FieldTree['kind'], more: Partial<FieldTree> = {}): FieldTree => ({
  kind,
  fields: {},
  label: null,
  asked: null,
  mayLack: false,
  ...more,
});

const mapped = (values: Readonly<Record<string, Json>>): Record<string, FieldTree> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, treeOfJson(value)]));

/** The names in data that stand for all others of their kind. */
export const treeOfJson = (value: Json): FieldTree => {
  if (value === null) return tree('anything');
  if (Array.isArray(value)) {
    const [first] = value;
    return first === undefined ? tree('anything') : tree('list', { fields: treeOfJson(first).fields });
  }
  return typeof value === 'object' ? tree('group', { fields: mapped(value) }) : tree('value');
};

const asked = (components: readonly FormComponent[], isSometimes: boolean): [string, FieldTree][] =>
  components.flatMap((component): [string, FieldTree][] => {
    const { type, label = null, validate, conditional } = component;
    const isConditional = isSometimes || Boolean(conditional?.hide);
    const inside = component.components ?? [];
    if (type === 'group') return asked(inside, isConditional);
    if (type === 'dynamiclist') {
      const fields = Object.fromEntries(asked(inside, false));
      return [
        [component.path ?? component.key ?? '', tree('list', { fields, label, mayLack: isConditional })],
      ];
    }
    if (!isField(component) || type === 'filepicker') return [];
    const isOptional = type !== 'checkbox' && !validate?.required;
    return [
      [
        component.key,
        tree(type === 'checklist' ? 'list' : 'value', {
          label: label ?? component.key,
          asked: kindOf(component),
          mayLack: isConditional || isOptional,
        }),
      ],
    ];
  });

/** The answers of a form; files are no answers. @param mayLack its task doesn't come in every case */
export const treeOfForm = (
  components: readonly FormComponent[],
  { mayLack }: { mayLack: boolean },
): FieldTree => tree('group', { fields: Object.fromEntries(asked(components, false)), mayLack });

/** A group of the given fields. */
export const groupOf = (fields: Readonly<Record<string, FieldTree>>): FieldTree => tree('group', { fields });
