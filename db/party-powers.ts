import type { Knex } from 'knex';
import { InputError } from '../core/errors.js';
import { powerState, type PowerKind, type PowerState } from '../law/powers.js';

/** A relation seen from one of its two sides, with what it is worth on a day. */
export interface PartyPower {
  id: string;
  kind: PowerKind;
  agentId: string;
  agentName: string;
  agentTaxCode: string | null;
  principalId: string;
  principalName: string;
  caseId: string | null;
  procedureId: string | null;
  scope: string;
  validFrom: string;
  validTo: string | null;
  documentId: string | null;
  revokedOn: string | null;
  revokeReason: string | null;
  state: PowerState;
}

type Row = Omit<PartyPower, 'state'> & { principalBirthDate: string | null };

const nameOf = (table: string): string =>
  `coalesce(${table}.organisation_name, concat_ws(' ', ${table}.given_name, ${table}.family_name))`;

/**
 * Relations with what they are worth, those that hold first.
 * @param on ISO day in Rome
 */
export const powers = async (
  db: Knex,
  on: string,
  where: { agentId?: string; principalId?: string },
): Promise<PartyPower[]> => {
  const rows = (await db('party_relation as r')
    .join('party as agent', 'agent.id', 'r.agent_id')
    .join('party as principal', 'principal.id', 'r.principal_id')
    .where({
      ...(where.agentId ? { 'r.agent_id': where.agentId } : {}),
      ...(where.principalId ? { 'r.principal_id': where.principalId } : {}),
    })
    .whereRaw('r.agent_id <> r.principal_id') // both may have become one party since
    .orderBy(['principal.plain_name', 'agent.plain_name', 'r.id'])
    .select({
      id: 'r.id',
      kind: 'r.kind',
      agentId: 'r.agent_id',
      agentName: db.raw(nameOf('agent')),
      agentTaxCode: 'agent.tax_code',
      principalId: 'r.principal_id',
      principalName: db.raw(nameOf('principal')),
      principalBirthDate: 'principal.birth_date',
      caseId: 'r.case_id',
      procedureId: 'r.procedure_id',
      scope: 'r.scope',
      validFrom: 'r.valid_from',
      validTo: 'r.valid_to',
      documentId: 'r.document_id',
      revokedOn: 'r.revoked_on',
      revokeReason: 'r.revoke_reason',
    })) as Row[];
  const judged = rows.map(({ principalBirthDate, ...row }) => ({
    ...row,
    state: powerState({ ...row, principalBirthDate }, on),
  }));
  return [
    ...judged.filter(({ state }) => state === 'holds'),
    ...judged.filter(({ state }) => state !== 'holds'),
  ];
};

/**
 * Whether a part in a case gives access on a day: all do but a delegate's whose power has ended (domain.md, edge case 17).
 * As SQL on `case_party`, with the day three times.
 */
export const roleHolds = (on: string): [sql: string, values: string[]] => [
  `(case_party.relation_id is null or exists (select from party_relation held
     join party represented on represented.id = held.principal_id
     where held.id = case_party.relation_id and coalesce(held.valid_to, 'infinity') >= ?::date
       and coalesce(held.revoked_on, 'infinity') > ?::date
       and not (held.kind = 'parent' and represented.birth_date is not null
         and represented.birth_date + interval '18 years' <= ?::date)))`,
  [on, on, on],
];

export interface Acting {
  agentId: string;
  principalId: string;
  procedureId?: string | null;
  caseId?: string | null;
  on: string;
}

const covers = (power: PartyPower, { procedureId, caseId }: Acting): boolean =>
  (power.procedureId === null || power.procedureId === procedureId) &&
  (power.caseId === null || power.caseId === caseId);

/** The power on file that holds and covers what is asked. @returns its id or null */
export const heldPower = async (db: Knex, acting: Acting): Promise<string | null> => {
  const { agentId, principalId, on } = acting;
  const known = await powers(db, on, { agentId, principalId });
  return known.find((power) => power.state === 'holds' && covers(power, acting))?.id ?? null;
};

/**
 * The power by which somebody acts for somebody else.
 * @returns its id; null when none was ever noted, and the paper comes with the application
 * @throws InputError (`_delegate`) when those noted have all ended, or are for something else: an expired or revoked
 * procura gives no access
 */
export const powerFor = async (db: Knex, acting: Acting): Promise<string | null> => {
  const { agentId, principalId, on } = acting;
  const known = await powers(db, on, { agentId, principalId });
  const [first] = known;
  if (!first) return null;
  const holding = known.find((power) => power.state === 'holds' && covers(power, acting));
  if (holding) return holding.id;
  const name = first.agentName;
  throw new InputError({
    _delegate: known.some(({ state }) => state === 'holds')
      ? `La procura di ${name} vale per altro: serve una procura per questo procedimento.`
      : `${name} non può più agire per questa persona: la procura è finita o non vale ancora. Registra prima quella nuova sulla scheda della persona.`,
  });
};
