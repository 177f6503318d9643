import type { FormComponent } from '../../../processes/catalogue/bundle.js';
import type { ProcedureVersion } from '../../../processes/catalogue/catalogue.js';
import { isField, type Field } from '../../../processes/catalogue/forms/fields.js';

/** A column of the list: how it is headed, and which other heading means it too. */
export interface Column {
  name: string;
  also?: string;
  required: boolean;
}

/** Who each application is for, and the procura by which the studio presents it. */
export const principalColumns: Column[] = [
  { name: 'codice_fiscale', required: true },
  { name: 'cognome', required: false },
  { name: 'nome', required: false },
  { name: 'denominazione', required: false },
  { name: 'data_di_nascita', required: false },
  { name: 'procura_per', required: false },
  { name: 'procura_dal', required: false },
  { name: 'procura_al', required: false },
];

/** `Quanti alberi?` → `quanti_alberi`: headings are compared without capitals, accents and signs. */
export const headingKey = (heading: string): string =>
  heading
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '');

const fieldsIn = (components: FormComponent[]): Field[] =>
  components.flatMap((component) =>
    component.type === 'group'
      ? fieldsIn(component.components ?? [])
      : isField(component) && component.type !== 'filepicker'
        ? [component]
        : [],
  );

const formOf = ({ bundle, sheet }: ProcedureVersion): FormComponent[] =>
  bundle.forms[sheet.applicationForm]?.components ?? [];

/** The procedure's own questions, by key or by label; lists inside a form and files don't fit into a table. */
export const questionColumns = (version: ProcedureVersion): Column[] =>
  fieldsIn(formOf(version)).map(({ key, label, validate }) => ({
    name: key,
    ...(label ? { also: label } : {}),
    required: validate?.required === true,
  }));

/** All columns of a procedure's list, in the order of its model. */
export const columnsOf = (version: ProcedureVersion): Column[] => [
  ...principalColumns,
  ...questionColumns(version),
];
