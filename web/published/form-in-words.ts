import type { FormComponent, FormSchema, ProcedureBundle } from '../../processes/catalogue/bundle.js';
import { isField } from '../../processes/catalogue/forms/fields.js';
import type { Translate } from '../i18n.js';

export interface FieldInWords {
  label: string;
  hint: string;
  isRequired: boolean;
  /** What one may choose from; empty for a free answer. */
  choices: string[];
}

/** A form as one reads it before filling it in: what is asked, and what must be answered. */
export interface FormInWords {
  title: string;
  fields: FieldInWords[];
}

/** The questions of a form, also those in groups, in the order in which they stand. */
export const fieldsOf = (components: readonly FormComponent[]): FieldInWords[] =>
  components.flatMap((component): FieldInWords[] => {
    if (component.components) return fieldsOf(component.components);
    if (!isField(component) || !component.label) return [];
    return [
      {
        label: component.label,
        hint: component.description ?? '',
        isRequired: component.validate?.required ?? false,
        choices: (component.values ?? []).map(({ label }) => label),
      },
    ];
  });

/** The forms that the public meets in a procedure: the application, then what may be filed while the case is open. */
export const formsInWords = ({ sheet, forms }: ProcedureBundle, t: Translate): FormInWords[] => {
  const asked: [string, string | undefined][] = [
    [t('published.application', { procedure: sheet.title }), sheet.applicationForm],
    ...sheet.messages
      .filter((message) => message.public !== false)
      .map(({ label, form }): [string, string | undefined] => [label, form]),
  ];
  return asked.flatMap(([title, key]): FormInWords[] => {
    const form: FormSchema | undefined = forms[key ?? ''];
    return form ? [{ title, fields: fieldsOf(form.components) }] : [];
  });
};
