import { isNatural, partyKinds, type PartyKind } from '../../../db/models/party.js';
import type { PartyInput } from '../../../db/transactions/parties.js';
import { field, type FormBody } from '../../form-body.js';
import { formatDate } from '../../format.js';
import { readDate } from '../../forms/read-value.js';

export type PartyQuestionName = Exclude<keyof PartyInput, 'kind'>;

/** One question of the party form; labels are the messages `parties.<name>`, hints `parties.<name>.hint`. */
export interface PartyQuestion {
  name: PartyQuestionName | 'kind';
  type: 'text' | 'email' | 'tel' | 'select' | 'textarea' | 'place' | 'state';
  size: '' | 'short' | 'medium';
  required?: boolean;
  hint?: boolean;
  /** Answers of a select; labels are `parties.<name>.<value>`, of languages their own names. */
  values?: readonly string[];
}

/** Languages offered; the town's own first, then those most spoken by its residents. */
const languages = ['it', 'en', 'fr', 'es', 'de', 'ro', 'sq', 'ar', 'uk', 'pl', 'zh', 'ur', 'hi', 'pa', 'bn'];

const contacts: PartyQuestion[] = [
  { name: 'phone', type: 'tel', size: 'medium' },
  { name: 'secondPhone', type: 'tel', size: 'medium' },
  { name: 'email', type: 'email', size: 'medium' },
  { name: 'pec', type: 'email', size: 'medium', hint: true },
  { name: 'pecSource', type: 'select', size: 'medium', values: ['declared', 'inad', 'ini-pec', 'ipa'] },
];
const address: PartyQuestion[] = [
  { name: 'street', type: 'text', size: '' },
  { name: 'municipality', type: 'place', size: 'medium', hint: true },
  { name: 'postalCode', type: 'text', size: 'short', hint: true },
  { name: 'province', type: 'text', size: 'short' },
  { name: 'country', type: 'state', size: 'medium', hint: true },
];
const foreign: PartyQuestion[] = [
  { name: 'foreignCode', type: 'text', size: 'medium', hint: true },
  { name: 'foreignCountry', type: 'state', size: 'medium' },
];
const code: PartyQuestion[] = [
  { name: 'taxCode', type: 'text', size: 'medium', hint: true },
  { name: 'noCodeReason', type: 'text', size: '', hint: true },
  { name: 'codeFollow', type: 'select', size: 'medium', values: ['awaited', 'never'], hint: true },
];
const vat: PartyQuestion = { name: 'vatNumber', type: 'text', size: 'medium', hint: true };

const natural: PartyQuestion[] = [
  { name: 'kind', type: 'select', size: 'medium', values: partyKinds.filter(isNatural), required: true },
  { name: 'familyName', type: 'text', size: '', required: true, hint: true },
  { name: 'givenName', type: 'text', size: '' },
  ...code,
  { name: 'sex', type: 'select', size: 'short', values: ['F', 'M'] },
  { name: 'birthDate', type: 'text', size: 'short', hint: true },
  { name: 'birthPlace', type: 'place', size: 'medium', hint: true },
];
const business: PartyQuestion[] = [{ name: 'organisationName', type: 'text', size: '', hint: true }, vat];
const organisation: PartyQuestion[] = [
  {
    name: 'kind',
    type: 'select',
    size: 'medium',
    values: partyKinds.filter((kind) => !isNatural(kind)),
    required: true,
  },
  { name: 'organisationName', type: 'text', size: '', required: true },
  ...code,
  vat,
];
const desk: PartyQuestion[] = [
  { name: 'language', type: 'select', size: 'medium', values: languages },
  { name: 'deskNotes', type: 'textarea', size: '', hint: true },
];

export interface QuestionGroup {
  key: string;
  questions: PartyQuestion[];
}

/** The questions asked of a kind of party, in groups titled by the messages `parties.group.<key>`. */
export const questionsOf = (kind: PartyKind): QuestionGroup[] => [
  ...(isNatural(kind)
    ? [
        { key: 'person', questions: natural },
        { key: 'business', questions: business },
      ]
    : [{ key: 'organisation', questions: organisation }]),
  { key: 'contacts', questions: contacts },
  { key: 'address', questions: address },
  { key: 'foreign', questions: foreign },
  { key: 'desk', questions: desk },
];

export const kindOf = (value: unknown): PartyKind => partyKinds.find((kind) => kind === value) ?? 'person';

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
