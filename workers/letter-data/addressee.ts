import type { Knex } from 'knex';
import { BusinessError } from '../../core/errors.js';
import type { JsonObject } from '../../core/json.js';
import type { CaseFile } from '../../db/models/case-file.js';
import { Party } from '../../db/models/party.js';
import { PublicBody } from '../../db/models/public-body.js';
import { addresseeFromForm, type Addressee } from '../../templates/content/addressee.js';
import { asText } from '../../templates/content/read.js';
import { codesToOthers, type LetterCode } from '../../templates/letter-codes.js';
import type { LetterOrigins } from '../../templates/origins/origins.js';
import type { Written } from './written.js';

/** Whom a letter goes to, and what of the data bank that is. */
export interface ChosenAddressee {
  addressee: Addressee;
  partyId: string | null;
  bodyId: string | null;
  /** The language that the party wants; null for who has none. */
  language: string | null;
  kind: LetterOrigins['addressee'];
}

/** In which capacity a party of the case is written to. */
const capacities: Record<string, string> = {
  applicant: 'richiedente',
  'co-applicant': 'cointestatario della richiesta',
  delegate: 'delegato del richiedente',
  heir: 'erede del richiedente',
  member: 'componente della famiglia',
  affected: 'controinteressato',
};

const ways = ['destinatarioEnte', 'destinatarioSoggetto', 'destinatarioRuolo', 'destinatarioNome'] as const;
type Way = (typeof ways)[number];

/** Of the ways to name an addressee, the one that was used last; what the step says wins. */
const lastWay = ({ merged, origins }: Written, isToOthers: boolean): Way | undefined =>
  ways
    .filter((way) => asText(merged[way]) !== null)
    .map((way) => ({ way, said: origins.fields[way] }))
    .filter(({ said }) => isToOthers || said?.kind === 'step')
    .sort((a, b) => (b.said?.at ?? '9').localeCompare(a.said?.at ?? '9'))
    .at(0)?.way;

/**
 * The addressee of a letter. Letters to others name theirs by `destinatarioEnte` (a body of the Comune's register),
 * `destinatarioSoggetto` or `destinatarioRuolo` (a party of the case, by id or by role), or in words by `destinatarioNome`;
 * every other letter goes to the applicant unless its step names a party of the case.
 * @throws BusinessError `letter.addressee` when what is named isn't there
 */
export const chooseAddressee = async (
  trx: Knex,
  file: CaseFile,
  code: LetterCode,
  written: Written,
): Promise<ChosenAddressee> => {
  const isToOthers = codesToOthers.includes(code);
  const form = written.merged;
  switch (lastWay(written, isToOthers)) {
    case 'destinatarioEnte':
      return toBody(trx, form);
    case 'destinatarioSoggetto':
      return toParty(trx, file, form, { 'case_party.party_id': asText(form['destinatarioSoggetto']) });
    case 'destinatarioRuolo':
      return toParty(trx, file, form, { 'case_party.role': asText(form['destinatarioRuolo']) });
    case 'destinatarioNome':
      return {
        addressee: addresseeFromForm(form),
        partyId: null,
        bodyId: null,
        language: null,
        kind: 'written',
      };
    default:
      break;
  }
  if (isToOthers)
    return { addressee: addresseeFromForm({}), partyId: null, bodyId: null, language: null, kind: 'written' };
  const applicant = await Party.query(trx).findById(file.applicantId).throwIfNotFound();
  return { ...partyAs(applicant, 'richiedente'), kind: 'applicant' };
};

const partyAs = (party: Party, capacity: string): Omit<ChosenAddressee, 'kind'> => ({
  addressee: {
    name: party.displayName,
    capacity,
    taxCode: party.taxCode,
    address: [
      party.street,
      [party.postalCode, party.municipality, party.province && `(${party.province})`]
        .filter(Boolean)
        .join(' '),
      party.country,
    ].filter((line): line is string => Boolean(line)),
    digitalDomicile: party.pec,
  },
  partyId: party.id,
  bodyId: null,
  language: party.language,
});

const toBody = async (trx: Knex, form: JsonObject): Promise<ChosenAddressee> => {
  const id = asText(form['destinatarioEnte']) ?? '';
  const body = /^[0-9a-f-]{36}$/.test(id)
    ? await PublicBody.query(trx).findOne({ id, active: true })
    : undefined;
  if (!body) throw unknown('l’ente indicato non è tra quelli in uso del Comune');
  return {
    addressee: {
      name: body.name,
      capacity: asText(form['destinatarioQualita']) ?? 'ente destinatario',
      taxCode: null,
      address: body.addressLines,
      digitalDomicile: body.pec,
    },
    partyId: null,
    bodyId: body.id,
    language: null,
    kind: 'body',
  };
};

const toParty = async (
  trx: Knex,
  file: CaseFile,
  form: JsonObject,
  named: Record<string, string | null>,
): Promise<ChosenAddressee> => {
  const found = (await trx('case_party')
    .where({ case_id: file.id })
    .whereRaw(
      Object.keys(named)
        .map((column) => `${column}::text = ?`)
        .join(' and '),
      Object.values(named),
    )
    .select('party_id', 'role')) as { party_id: string; role: string }[];
  const ids = [...new Set(found.map(({ party_id: id }) => id))];
  if (ids.length > 1) throw unknown('più soggetti hanno il ruolo indicato, e una lettera ne ha uno solo');
  const party = ids[0] ? await Party.live(trx, ids[0]) : undefined;
  if (!party) throw unknown('il soggetto indicato non è della pratica');
  const capacity = asText(form['destinatarioQualita']) ?? capacities[found[0]?.role ?? ''] ?? '';
  return { ...partyAs(party, capacity), kind: 'party' };
};

const unknown = (what: string): BusinessError =>
  new BusinessError('letter.addressee', {
    message: `La lettera non ha un destinatario: ${what}.`,
    remedy: 'Correggi il destinatario nel modulo o nel passo del diagramma e riprova.',
  });
