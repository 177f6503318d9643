import { may } from '../../../../core/actor.js';
import { InputError } from '../../../../core/errors.js';
import {
  addableRoles,
  addCaseRole,
  endCaseRole,
  type AddableRole,
} from '../../../../db/transactions/casework/roles.js';
import { isInCharge } from '../../../../db/transactions/casework/rights.js';
import { asTaxCode, findParties } from '../../../parties/find/query.js';
import type { FoundParty } from '../../../search/find/parties.js';
import { isUuid } from '../../../page.js';
import { answerOf, param, reasonQuestion, type Asked, type CaseAction } from '../action.js';

/** Who is meant: the desk may look by name, an office knows a tax code or nobody. */
const candidates = async ({ services, actor, typed }: Asked): Promise<FoundParty[]> => {
  const who = answerOf(typed, 'who');
  if (!who || (!may(actor, 'operator') && !asTaxCode(who))) return [];
  return findParties(services.db, actor, who, { forgiving: false });
};

const inWords = ({ name, taxCode, municipality }: FoundParty): string =>
  [name, taxCode, municipality].filter(Boolean).join(', ');

/** Gives somebody a role in the case; a name that fits several people is asked again, with the choice of them. */
export const addParty: CaseAction = {
  name: 'party',
  may: (actor, file) => may(actor, 'operator') || isInCharge(actor, file),
  async questions(asked) {
    const { t, actor } = asked;
    const found = await candidates(asked);
    const choice = {
      type: 'select',
      key: 'party',
      label: t('casework.party.which'),
      values: found.map((party) => ({ value: party.id, label: inWords(party) })),
    };
    return [
      {
        type: 'textfield',
        key: 'who',
        label: t('casework.party.who'),
        description: t(may(actor, 'operator') ? 'casework.party.who.hint' : 'casework.party.who.code'),
        validate: { required: true, maxLength: 100 },
      },
      ...(found.length > 1 ? [choice] : []),
      {
        type: 'select',
        key: 'role',
        label: t('casework.party.role'),
        values: addableRoles.map((role) => ({ value: role, label: t(`cases.role.${role}`) })),
        validate: { required: true },
      },
      reasonQuestion(asked),
    ];
  },
  async run(sent) {
    const { services, actor, work, data, t } = sent;
    const found = await candidates(sent);
    const chosen = found.length === 1 ? found[0] : found.find(({ id }) => id === data['party']);
    if (found.length === 0) throw new InputError({ who: t('casework.party.nobody') });
    if (!chosen) throw new InputError({ party: t('casework.party.choose') });
    const role = answerOf(data, 'role') as AddableRole;
    await addCaseRole(services, actor, {
      ...work,
      partyId: chosen.id,
      role,
      reason: answerOf(data, 'reason'),
    });
    return { params: { name: chosen.name } };
  },
};

/** Ends the role that the address names. */
export const endParty: CaseAction = {
  name: 'party-end',
  may: addParty.may,
  questions: (asked) => [reasonQuestion(asked)],
  async run(sent) {
    const { services, actor, work, data, t } = sent;
    const [partyId, role] = [param(sent, 'party'), param(sent, 'role')];
    if (!isUuid(partyId)) throw new InputError({ reason: t('casework.party.nobody') });
    await endCaseRole(services, actor, { ...work, partyId, role, reason: answerOf(data, 'reason') });
    return undefined;
  },
};
