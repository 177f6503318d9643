import { InputError } from '../../core/errors.js';
import type { JsonObject } from '../../core/json.js';
import { askedThoughHeld } from '../../law/ex-officio.js';
import type { FormSchema } from '../../processes/catalogue/bundle.js';
import { heldBy, type Sheet } from '../../processes/catalogue/sheet.js';
import { asItems } from '../../templates/content/read.js';

/**
 * A field with the property `divieto: acquisiti-d-ufficio` asks the party for documents: what the procedure's sheet says that
 * the Comune acquires by itself can't be among them (L. 241/1990 art. 18 c. 2).
 * @throws InputError beside the field
 */
export const demandNothingHeld = (
  { components }: FormSchema,
  answers: JsonObject,
  sheet: Pick<Sheet, 'documents'>,
): void => {
  const held = heldBy(sheet);
  const errors: Record<string, string> = {};
  for (const { key, properties } of components) {
    if (!key || properties?.['divieto'] !== 'acquisiti-d-ufficio') continue;
    const found = askedThoughHeld(asItems(answers[key]), held);
    if (found)
      errors[key] = `«${found}» lo acquisisce il Comune da sé: toglilo (art. 18, c. 2, L. 241/1990).`;
  }
  if (Object.keys(errors).length > 0) throw new InputError(errors);
};
