export interface Choice {
  name: string;
  value: string;
}

export interface TemplateProperty {
  type: 'String' | 'Text' | 'Number' | 'Boolean' | 'Dropdown' | 'Hidden';
  binding: { type: string; name?: string; property?: string; key?: string; source?: string };
  label?: string;
  description?: string;
  value?: string | number | boolean;
  group?: string;
  feel?: 'optional' | 'static' | 'required';
  optional?: boolean;
  constraints?: { notEmpty: boolean };
  choices?: Choice[];
}

/** An element template as bpmn-js reads it: a kind of step the analyst chooses by name instead of assembling it. */
export interface ElementTemplate {
  $schema: string;
  id: string;
  name: string;
  description: string;
  appliesTo: string[];
  elementType: { value: string };
  category: { id: string; name: string };
  groups: { id: string; label: string }[];
  icon: { contents: string };
  properties: TemplateProperty[];
}

/** What a choice is called, by its value: an office's name, a letter's. */
export type Names = ReadonlyMap<string, string>;

/** Choices under the names they have; a value without a name is its own. */
export const choicesOf = (values: readonly string[], names: Names = new Map()): Choice[] =>
  values.map((value) => ({ name: names.get(value) ?? value, value }));

const picture = (path: string): { contents: string } => ({
  contents: `data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="18" height="18"><path fill="#0059b3" d="${path}"/></svg>`,
  )}`,
});

export const icons = {
  townHall: picture('M12 2 2 7v2h20V7zM4 11v7H3v3h18v-3h-1v-7h-3v7h-3v-7h-4v7H7v-7z'),
  parts: picture('M3 3h8v8H3zm10 0h8v8h-8zM3 13h8v8H3zm13 0h2v3h3v2h-3v3h-2v-3h-3v-2h3z'),
  person: picture('M12 2a5 5 0 1 0 0 10 5 5 0 0 0 0-10M3 22c0-5 4-8 9-8s9 3 9 8z'),
  letter: picture('M2 5h20v14H2zm2 3v9h16V8l-8 5zm1-1 7 4 7-4z'),
  table: picture('M3 4h18v16H3zm2 5v3h5V9zm7 0v3h7V9zm-7 5v4h5v-4zm7 0v4h7v-4z'),
};

/** What all templates of the municipality have in common. */
export const common = {
  // Only the package's name is looked at; no address, because nothing is ever loaded from one
  $schema: '@camunda/zeebe-element-templates-json-schema',
  groups: [
    { id: 'inputs', label: 'Dati in ingresso' },
    { id: 'outputs', label: 'Conserva nella pratica' },
    { id: 'task', label: 'Compito' },
    { id: 'public', label: 'Per chi ha presentato la domanda' },
  ],
};

/** A text left empty would be written as an input without source, which the engine refuses: required or left out. */
export const presence = (required: boolean): Partial<TemplateProperty> =>
  required ? { constraints: { notEmpty: true } } : { optional: true };

/** A result, and under which name it stays in the case. */
export const outputOf = ({ name, description }: { name: string; description: string }): TemplateProperty => ({
  type: 'String',
  label: name,
  description: `${description}: nome con cui resta nella pratica; vuoto: lo stesso nome, se non ne compili altri`,
  group: 'outputs',
  optional: true,
  binding: { type: 'zeebe:output', source: `=${name}` },
});

/** What is said to the person while the case is here (processes/catalogue/public-words.ts). */
export const publicSentence: TemplateProperty = {
  type: 'String',
  label: 'Frase',
  description:
    'che cosa succede qui, detto a chi ha presentato la domanda: «L’ufficio controlla i documenti.»',
  group: 'public',
  binding: { type: 'zeebe:property', name: 'frase' },
  constraints: { notEmpty: true },
};
