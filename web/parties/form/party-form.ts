import type { PartyInput } from '../../../db/transactions/parties.js';
import { field, type FormBody } from '../../form-body.js';
import { formatDate } from '../../format.js';
import { readDate } from '../../forms/read-value.js';

export type PartyKind = PartyInput['kind'];

/** One question of the party form; labels are the messages `parties.<name>`, hints `parties.<name>.hint`. */
export interface PartyQuestion {
  name: Exclude<keyof PartyInput, 'kind'>;
  type: 'text' | 'email' | 'tel';
  size: '' | 'short' | 'medium';
  autocomplete?: string;
  required?: boolean;
  hint?: boolean;
}

const contacts: PartyQuestion[] = [
  { name: 'email', type: 'email', size: 'medium' },
  { name: 'pec', type: 'email', size: 'medium', hint: true },
  { name: 'phone', type: 'tel', size: 'medium' },
];
const address: PartyQuestion[] = [
  { name: 'street', type: 'text', size: '' },
  { name: 'postalCode', type: 'text', size: 'short' },
  { name: 'municipality', type: 'text', size: 'medium' },
  { name: 'province', type: 'text', size: 'short' },
];
const code: PartyQuestion[] = [
  { name: 'taxCode', type: 'text', size: 'medium', hint: true },
  { name: 'noCodeReason', type: 'text', size: '', hint: true },
];

/** The questions asked of a kind of party, in groups titled by the messages `parties.group.<key>`. */
export const questionsOf = (kind: PartyKind): { key: string; questions: PartyQuestion[] }[] => [
  {
    key: kind,
    questions:
      kind === 'person'
        ? [
            { name: 'familyName', type: 'text', size: '', required: true },
            { name: 'givenName', type: 'text', size: '' },
            ...code,
            { name: 'birthDate', type: 'text', size: 'short', hint: true },
            { name: 'birthPlace', type: 'text', size: 'medium' },
          ]
        : [{ name: 'organisationName', type: 'text', size: '', required: true }, ...code],
  },
  { key: 'contacts', questions: contacts },
  { key: 'address', questions: address },
];

export const kindOf = (value: unknown): PartyKind => (value === 'organisation' ? 'organisation' : 'person');

/** What was typed, by question; shown again as it is when something must be corrected. */
export const typedParty = (form: FormBody, kind: PartyKind): Record<string, string> =>
  Object.fromEntries(
    questionsOf(kind).flatMap(({ questions }) => questions.map(({ name }) => [name, field(form, name)])),
  );

/** What was typed, as the transaction takes it: dates in ISO. A day that doesn't exist stays as typed and is refused there. */
export const partyInput = (typed: Record<string, string>, kind: PartyKind): PartyInput => ({
  ...typed,
  kind,
  birthDate: readDate(typed['birthDate'] ?? '') ?? typed['birthDate'],
});

/** A party's present values, as they are typed. */
export const typedFrom = (party: Record<string, unknown>, kind: PartyKind): Record<string, string> =>
  Object.fromEntries(
    questionsOf(kind).flatMap(({ questions }) =>
      questions.map(({ name }) => {
        const value = party[name];
        const text = typeof value === 'string' ? value : '';
        return [name, name === 'birthDate' ? formatDate(text) : text];
      }),
    ),
  );
