import { FilePicker, Group, Select, Textfield } from '@bpmn-io/form-js-viewer';
import type { FormEditor } from '@bpmn-io/form-js-editor';

interface FieldDefinition {
  config: { type: string; name: string; create: (attributes?: object, isNew?: boolean) => object };
}

/**
 * An entry of the palette that makes a common component with our mark on it: the form stays plain form-js, the server draws
 * it by its mark (web/forms).
 */
const marked = (
  base: FieldDefinition,
  { type, name, made }: { type: string; name: string; made: object },
): FieldDefinition =>
  Object.assign(() => null, {
    config: {
      ...base.config,
      type,
      name,
      create: (attributes: object = {}) =>
        base.config.create({ ...attributes, label: name, ...made, type: base.config.type }),
    },
  });

const ownFields: readonly FieldDefinition[] = [
  marked(Textfield, {
    type: 'nostro-codice-fiscale',
    name: 'Codice fiscale',
    made: { properties: { tipo: 'codice-fiscale' } },
  }),
  marked(Textfield, {
    type: 'nostro-telefono',
    name: 'Telefono',
    made: { properties: { tipo: 'telefono' } },
  }),
  marked(Textfield, { type: 'nostro-targa', name: 'Targa', made: { properties: { tipo: 'targa' } } }),
  marked(Select, {
    type: 'nostro-persona',
    name: 'Persona dell’ufficio',
    made: { values: [], properties: { tipo: 'persona-ufficio' } },
  }),
  marked(Group, {
    type: 'nostro-indirizzo',
    name: 'Indirizzo',
    made: { properties: { blocco: 'indirizzo' } },
  }),
  marked(FilePicker, {
    type: 'nostro-allegato',
    name: 'Allegato',
    made: { multiple: true, accept: '.pdf,.jpg,.png,.p7m' },
  }),
];

class OwnFields {
  static $inject = ['formFields'];
  constructor(formFields: { register(type: string, field: FieldDefinition): void }) {
    for (const field of ownFields) formFields.register(field.config.type, field);
  }
}

/** Our entries of the palette, for the editor's modules. */
export const ownFieldsModule = { __init__: ['sportelloFields'], sportelloFields: ['type', OwnFields] };

/** The questions of an address, in their order. */
const addressParts = [
  { type: 'textfield', key: 'via', label: 'Via e numero', validate: { required: true, maxLength: 200 } },
  { type: 'textfield', key: 'cap', label: 'CAP', properties: { tipo: 'cap' } },
  { type: 'textfield', key: 'comune', label: 'Comune', validate: { required: true, maxLength: 100 } },
];

interface Added {
  formField: { id: string; properties?: Record<string, string>; components?: unknown[] };
}

/** A key that no other field of the form has: an address may be asked twice. */
const free = (key: string, taken: ReadonlySet<string>): string => {
  for (let number = 2; ; number += 1) {
    const candidate = number === 2 && !taken.has(key) ? key : `${key}${number}`;
    if (!taken.has(candidate)) return candidate;
  }
};

/** An address that comes in from the palette gets its questions. */
export const fillAddresses = (editor: FormEditor): void => {
  editor.on('commandStack.formField.add.postExecuted', ({ context }: { context: Added }) => {
    const { formField: group } = context;
    if (group.properties?.['blocco'] !== 'indirizzo' || (group.components ?? []).length > 0) return;
    const taken = new Set(
      editor
        .get('formFieldRegistry')
        .getAll()
        .flatMap(({ key }) => key ?? []),
    );
    addressParts.forEach((question, index) => {
      editor
        .get('modeling')
        .addFormField({ ...question, key: free(question.key, taken), _parent: group.id }, group, index);
    });
  });
};
