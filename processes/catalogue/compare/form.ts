import type { FormComponent, FormSchema } from '../bundle.js';
import { added, changed, isEqual, paired, removed, said, type Change, type Word } from './change.js';

interface Field {
  key: string;
  label: string;
  component: FormComponent;
}

/** Fields in their order, those inside groups and lists too; words between them are named by what they say. */
const fieldsOf = (components: readonly FormComponent[]): Field[] =>
  components.flatMap((component) => {
    const { key, path, label, text, type, components: inner = [] } = component;
    const name = key ?? path ?? `${type} ${label ?? text ?? ''}`;
    const own = { key: name, label: label || excerpt(text) || name, component };
    return [own, ...fieldsOf(inner)];
  });

const excerpt = (text = ''): string => (text.length > 60 ? `${text.slice(0, 57)}…` : text);

const answersOf = ({ values = [] }: FormComponent): string => values.map(({ label }) => label).join(', ');

/** What of a field can change, with the message that says it. */
const parts: [name: string, read: (component: FormComponent) => string | Word][] = [
  ['label', ({ label }) => said(label)],
  ['description', ({ description }) => said(description)],
  ['text', ({ text }) => said(text)],
  ['type', ({ type }) => ({ word: `fieldType.${type}` })],
  ['values', (component) => said(answersOf(component))],
  ['hide', ({ conditional }) => said(conditional?.hide)],
  ['minimum', ({ validate }) => said(validate?.min ?? validate?.minLength)],
  ['maximum', ({ validate }) => said(validate?.max ?? validate?.maxLength)],
  ['pattern', ({ validate }) => said(validate?.pattern)],
];

const fieldChanges = (before: Field, after: Field): Change[] => {
  const field = after.label;
  const told = parts
    .filter(([, read]) => !isEqual(read(before.component), read(after.component)))
    .map(([name, read]) =>
      changed(`form.${name}`, { field, before: read(before.component), after: read(after.component) }),
    );
  const wasRequired = before.component.validate?.required ?? false;
  const isRequired = after.component.validate?.required ?? false;
  if (wasRequired !== isRequired) told.push(changed(isRequired ? 'form.required' : 'form.free', { field }));
  const own = ({ component }: Field): FormComponent => ({ ...component, components: undefined });
  if (told.length === 0 && !isEqual(own(before), own(after))) return [changed('form.other', { field })];
  return told;
};

/** The differences of two forms, each field by its label. */
export const formChanges = (before: FormSchema, after: FormSchema): Change[] => {
  const earlier = fieldsOf(before.components);
  const later = fieldsOf(after.components);
  const { gone, come, both } = paired(earlier, later, ({ key }) => key);
  const told = [
    ...come.map(({ label }) => added('form.added', { field: label })),
    ...gone.map(({ label }) => removed('form.removed', { field: label })),
    ...both.flatMap(([one, other]) => fieldChanges(one, other)),
  ];
  const order = (fields: Field[]): string[] =>
    fields.map(({ key }) => key).filter((key) => both.some(([field]) => field.key === key));
  if (!isEqual(order(earlier), order(later))) told.push(changed('form.order', {}));
  return told;
};
