import type { FormComponent } from '../../bundle.js';
import { isField, kindOf } from '../../forms/fields.js';
import { formFile, type Problem, type Rule } from '../finding.js';

/** What the data bank holds of whoever asks: the name of the question, without the words that only say whose it is. */
const known: Record<string, RegExp> = {
  'nome e cognome': /^(nome|cognome|nominativo|nomecognome|cognomenome|denominazione|ragionesociale)$/,
  'codice fiscale': /^(cf|codicefiscale|codfiscale)$/,
  'partita IVA': /^(piva|partitaiva)$/,
  'data di nascita': /^(datanascita|datadinascita|nascita|natoil|natail)$/,
  'luogo di nascita': /^(luogonascita|luogodinascita|comunenascita|natoa|nataa)$/,
  telefono: /^(telefono|cellulare|numerotelefono|recapitotelefonico)$/,
  'posta elettronica': /^(email|mail|postaelettronica|pec|domiciliodigitale)$/,
  residenza:
    /^(residenza|indirizzoresidenza|viaresidenza|comuneresidenza|capresidenza|residentea|residentein)$/,
};
const whose =
  /(del)?(la)?(richiedente|dichiarante|istante|interessat[oa]|cittadin[oa]|proprietari[oa]|impresa)$/;

const heldAs = (key: string): string | null => {
  const plain = key
    .normalize('NFD')
    .replace(/[^a-zA-Z]/g, '')
    .toLowerCase();
  const bare = plain.replace(whose, '');
  return Object.entries(known).find(([, names]) => names.test(plain) || names.test(bare))?.[0] ?? null;
};

/** Questions about whoever asks; those of a group with a name of its own, or a repeated one, are about other people. */
const fieldsOf = (components: readonly FormComponent[]): FormComponent[] =>
  components.flatMap((component) => {
    if (component.type === 'dynamiclist' || component.path) return [];
    return [...(isField(component) ? [component] : []), ...fieldsOf(component.components ?? [])];
  });

/** An explanation why the question stands there all the same: `perche` among the field's properties. */
const isExplained = ({ properties }: FormComponent): boolean => Boolean(properties?.['perche']);

/**
 * Nobody is asked what the Comune knows (L. 241/1990 art. 18): who asks was identified at the desk, and stands in the data
 * bank with name, codes and addresses.
 */
export const askOnce: Rule = {
  name: 'ask-once',
  check: ({ bundle: { forms } }) =>
    Object.entries(forms).flatMap(([key, { components }]) =>
      fieldsOf(components)
        .filter((field) => !isExplained(field) && kindOf(field) !== 'persona-ufficio')
        .flatMap((field): Problem[] => {
          const held = heldAs(field.key ?? '');
          if (!held) return [];
          return [
            {
              file: formFile(key),
              message: `la domanda «${field.label ?? field.key ?? ''}» chiede ${held}, che la scheda del soggetto ha già: toglila; se riguarda un’altra persona cambia la chiave «${field.key ?? ''}», o scrivi il motivo nella proprietà «perche» del campo`,
            },
          ];
        }),
    ),
};
