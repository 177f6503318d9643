import type { Knex } from 'knex';
import type { Config } from '../../../core/config.js';
import { dateInRome } from '../../../law/calendar.js';
import type { LetterData } from '../../../templates/letter-data.js';
import { CaseFile } from '../../models/case-file.js';
import type { Channel } from '../../models/delivery.js';
import type { Letter } from '../../models/letter.js';
import { Party } from '../../models/party.js';
import { heldPower } from '../../party-powers.js';

/** A way that leads to somebody: where to, and through whom when not to themselves. */
export interface Way {
  channel: Channel;
  address: string | null;
  viaId: string | null;
}

/** Somebody who must be served with a letter, and every way that leads there. */
export interface Recipient {
  partyId: string | null;
  name: string;
  ways: Way[];
}

/** The lines of an envelope below the name; null when a postman couldn't find it. */
const envelopeOf = ({ street, postalCode, municipality, province, country }: Party): string | null => {
  if (!street || !municipality || !(postalCode || country)) return null;
  const town = [postalCode, municipality, province && `(${province})`].filter(Boolean).join(' ');
  return [street, town, country].filter(Boolean).join('\n');
};

const addressOf: Record<Exclude<Channel, 'desk'>, (party: Party) => string | null> = {
  pec: ({ pec }) => pec,
  email: ({ email }) => email,
  post: envelopeOf,
};

/** Nobody gets by mail what no mail server can send. */
const isOpen = (channel: Channel, { SMTP_URL, PEC_SMTP_URL }: Config): boolean =>
  (channel !== 'email' || Boolean(SMTP_URL)) && (channel !== 'pec' || Boolean(PEC_SMTP_URL));

/** The delegate's address before the principal's own: who was given power to collect is who receives (DPR 445/2000 art. 38 c. 3-bis). */
const waysOf = (party: Party, agents: Party[], config: Config): Way[] => {
  const ways = (['pec', 'email', 'post'] as const).flatMap((channel): Way[] => {
    const receiver = [...agents, party].find((one) => addressOf[channel](one));
    if (!receiver || !isOpen(channel, config)) return [];
    const viaId = receiver.id === party.id ? null : receiver.id;
    return [{ channel, address: addressOf[channel](receiver), viaId }];
  });
  return [...ways, { channel: 'desk', address: null, viaId: null }];
};

/** Those who act in the case for somebody by a power that holds today; whose power has ended gets nothing. */
export const agentsFor = async (
  trx: Knex,
  { caseId, principalId, at }: { caseId: string; principalId: string; at: Date },
): Promise<Party[]> => {
  const { procedureId } = await CaseFile.query(trx).findById(caseId).throwIfNotFound();
  const delegates = await Party.query(trx)
    .whereIn('id', trx('case_party').where({ case_id: caseId, role: 'delegate' }).select('party_id'))
    .orderBy('id');
  const on = dateInRome(at);
  const agents: Party[] = [];
  for (const delegate of delegates) {
    if (await heldPower(trx, { agentId: delegate.id, principalId, procedureId, caseId, on }))
      agents.push(delegate);
  }
  return agents;
};

/** Somebody whom only the letter names: an authority, a neighbour (L11, L12, L16). */
const named = ({ data }: Letter, config: Config): Recipient => {
  const { addressee } = data as unknown as LetterData;
  const { name, address = [], digitalDomicile } = addressee;
  const ways: Way[] = [
    ...(digitalDomicile && isOpen('pec', config)
      ? [{ channel: 'pec' as const, address: digitalDomicile, viaId: null }]
      : []),
    ...(address.length > 1 ? [{ channel: 'post' as const, address: address.join('\n'), viaId: null }] : []),
    { channel: 'desk', address: null, viaId: null },
  ];
  return { partyId: null, name, ways };
};

/** Who stands where the letter's addressee stood: an heir who took over, else the addressee. */
const servedFor = async (
  trx: Knex,
  { caseId, addresseeId }: Letter,
  applicantId: string,
): Promise<string | null> => {
  const died = await trx('case_party')
    .where({ case_id: caseId, party_id: addresseeId, role: 'deceased' })
    .first('role');
  return died ? applicantId : addresseeId;
};

/** While a case stands still nothing leaves by itself: its letters wait at the desk for what is decided. */
const onlyAtDesk = (recipient: Recipient): Recipient => ({
  ...recipient,
  ways: recipient.ways.filter(({ channel }) => channel === 'desk'),
});

/**
 * Who must be served with a letter: its addressee, or the heir who took over, and for one to the applicant all who asked together (each from their own
 * receipt), with the ways that lead to each today.
 */
export const recipientsOf = async (
  trx: Knex,
  config: Config,
  letter: Letter,
  at: Date,
): Promise<Recipient[]> => {
  const file = await CaseFile.query(trx).findById(letter.caseId).throwIfNotFound();
  const addresseeId = await servedFor(trx, letter, file.applicantId);
  const recipients = addresseeId
    ? await parties(trx, config, { file, addresseeId, at })
    : [named(letter, config)];
  return file.frozenFor ? recipients.map(onlyAtDesk) : recipients;
};

const parties = async (
  trx: Knex,
  config: Config,
  { file, addresseeId, at }: { file: CaseFile; addresseeId: string; at: Date },
): Promise<Recipient[]> => {
  const isToApplicant = addresseeId === file.applicantId;
  const joint = trx('case_party').where({ case_id: file.id, role: 'co-applicant' }).select('party_id');
  const served = await Party.query(trx)
    .where({ id: addresseeId })
    .modify((query) => void (isToApplicant && query.orWhereIn('id', joint)))
    .orderByRaw('id = ? desc, id', [addresseeId]);
  const recipients: Recipient[] = [];
  for (const party of served) {
    const agents = await agentsFor(trx, { caseId: file.id, principalId: party.id, at });
    recipients.push({ partyId: party.id, name: party.displayName, ways: waysOf(party, agents, config) });
  }
  return recipients;
};

/** Ways after which the next one opens by itself: paper and the desk. A mail needs somebody to send it. */
const byItself: readonly Channel[] = ['post', 'desk'];

/**
 * The way to take: the first admitted one that leads to the recipient; the desk always does. An ordinary mail is for who has
 * no digital domicile (CAD art. 3-bis).
 * @param after the way that has failed
 */
export const wayTo = ({ ways }: Recipient, admitted: Channel[], after?: Channel): Way => {
  const hasDomicile = ways.some(({ channel }) => channel === 'pec');
  const left = after ? admitted.slice(admitted.indexOf(after) + 1) : admitted;
  const found = left
    .filter((channel) => (after ? byItself.includes(channel) : true))
    .filter((channel) => !(channel === 'email' && hasDomicile && admitted.includes('pec')))
    .map((channel) => ways.find((way) => way.channel === channel))
    .find((way) => way !== undefined);
  return found ?? { channel: 'desk', address: null, viaId: null };
};
