import type { FieldTree } from './field-tree.js';

/** A field that can be put into a letter by a click. */
export interface OfferedField {
  path: string;
  /** What people call it; null for a common field, whose name is in the catalogue of sentences. */
  label: string | null;
  /** What is written into the letter's text. */
  text: string;
}

/** Fields of one origin: the case itself, the application, or a form by its key. */
export interface OfferedGroup {
  form: string | null;
  fields: OfferedField[];
}

/** Of what every letter knows, that which a procedure's own part has reason to say; with the helper that writes it. */
const common: Readonly<Record<string, string>> = {
  'case.number': '',
  'case.procedure': '',
  'case.presentedAt': 'data ',
  'addressee.name': '',
  'letter.date': 'data ',
  'term.days': 'giorni ',
  'term.dueDate': 'data ',
  'responsible.name': '',
  'office.name': '',
  'signer.name': '',
  'desk.hours': '',
  'municipality.website': '',
};

const helpers: Readonly<Record<string, string>> = { date: 'data ', datetime: 'data ', number: 'numero ' };

const once = (path: string, { asked }: FieldTree): string => `{{${helpers[asked ?? ''] ?? ''}${path}}}`;

const written = (path: string, field: FieldTree): string => {
  if (field.kind === 'list') {
    const row = Object.entries(field.fields).map(([name, inside]) => once(name, inside));
    return `{{#each ${path}}}\n- ${row.join(', ') || '{{this}}'}\n{{/each}}`;
  }
  if (field.asked === 'checkbox') return `{{#if ${path}}}…{{/if}}`;
  return field.mayLack ? `{{#if ${path}}}${once(path, field)}{{/if}}` : once(path, field);
};

const answersOf = (form: FieldTree, prefix: string): OfferedField[] =>
  Object.entries(form.fields).map(([name, field]) => {
    const path = `${prefix}.${name}`;
    const text = written(path, { ...field, mayLack: field.mayLack || form.mayLack });
    return { path, label: field.label ?? name, text };
  });

/** What the page of a letter offers to insert, of everything the letter can name (`fieldsOfLetter`). */
export const offeredFields = ({ fields }: FieldTree): OfferedGroup[] => {
  const has = (path: string): boolean => {
    const [group = '', name = ''] = path.split('.');
    return Boolean(fields[group]?.fields[name]);
  };
  const groups: OfferedGroup[] = [
    {
      form: null,
      fields: Object.entries(common)
        .filter(([path]) => has(path))
        .map(([path, helper]) => ({ path, label: null, text: `{{${helper}${path}}}` })),
    },
    ...(fields['application']
      ? [{ form: 'application', fields: answersOf(fields['application'], 'application') }]
      : []),
    ...Object.entries(fields['tasks']?.fields ?? {}).map(([key, form]) => ({
      form: key,
      fields: answersOf(form, `tasks.${key}`),
    })),
  ];
  return groups.filter((group) => group.fields.length > 0);
};
