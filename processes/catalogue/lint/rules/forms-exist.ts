import { elementsOf, formFile, type Problem, type Rule } from '../finding.js';

/** Every form that the diagram or the sheet names is there; one that nobody names is pointed out. */
export const formsExist: Rule = {
  name: 'forms-exist',
  check: ({ model, bundle: { sheet, forms } }) => {
    const tasks = elementsOf(model, 'userTask').flatMap((element): Problem[] => {
      if (!element.formKey) return [{ element, message: 'scegli il modulo di questo compito' }];
      return element.formKey in forms
        ? []
        : [{ element, message: `manca il modulo ${formFile(element.formKey)}: crealo o scegline un altro` }];
    });
    const start: Problem[] =
      sheet.applicationForm in forms
        ? []
        : [
            {
              file: 'sheet.yaml',
              message: `manca il modulo dell’istanza ${formFile(sheet.applicationForm)}: crealo`,
            },
          ];
    const used = new Set([
      sheet.applicationForm,
      ...sheet.messages.map(({ form }) => form),
      ...[...model.elements.values()].map(({ formKey }) => formKey),
    ]);
    const unused = Object.keys(forms).filter((key) => !used.has(key));
    return [
      ...start,
      ...tasks,
      ...unused.map((key): Problem => ({
        file: formFile(key),
        message: 'nessun compito usa questo modulo',
        severity: 'warning',
      })),
    ];
  },
};
