import { endGrant, grantAccess, setRestricted } from '../../../../db/transactions/casework/restriction.js';
import { isInCharge } from '../../../../db/transactions/casework/rights.js';
import { isUuid } from '../../../page.js';
import { answerOf, param, reasonQuestion, type CaseAction } from '../action.js';

const restriction = (name: string, restricted: boolean): CaseAction => ({
  name,
  may: (actor, file) => file.restricted !== restricted && isInCharge(actor, file),
  questions: (asked) => [reasonQuestion(asked)],
  async run({ services, actor, work, data }) {
    await setRestricted(services, actor, { ...work, restricted, reason: answerOf(data, 'reason') });
    return undefined;
  },
});

/** Restricts the case to who needs to know it. */
export const restrict = restriction('restrict', true);

/** Lifts the restriction of a single case. */
export const unrestrict = restriction('unrestrict', false);

/** Gives a colleague access by name, until a day. */
export const grant: CaseAction = {
  name: 'grant',
  may: (actor, file) => file.restricted && isInCharge(actor, file),
  async questions(asked) {
    const { services, actor, t } = asked;
    const colleagues = (await services
      .db('account')
      .leftJoin('office', 'office.id', 'account.office_id')
      .where({ active: true })
      .whereRaw(`roles && array['operator', 'officer', 'responsible']`)
      .whereNot('account.id', actor.id)
      .orderBy('display_name')
      .select({ id: 'account.id', name: 'display_name', office: 'office.name' })) as {
      id: string;
      name: string;
      office: string | null;
    }[];
    return [
      {
        type: 'select',
        key: 'colleague',
        label: t('casework.grant.colleague'),
        values: colleagues.map(({ id, name, office }) => ({
          value: id,
          label: office ? `${name} (${office})` : name,
        })),
        validate: { required: true },
      },
      {
        type: 'datetime',
        subtype: 'date',
        key: 'until',
        label: t('casework.grant.until'),
        validate: { required: true },
      },
      reasonQuestion(asked),
    ];
  },
  async run({ services, actor, work, data }) {
    await grantAccess(services, actor, {
      ...work,
      accountId: answerOf(data, 'colleague'),
      until: answerOf(data, 'until'),
      reason: answerOf(data, 'reason'),
    });
    return undefined;
  },
};

/** Ends the access of the colleague that the address names. */
export const endAccess: CaseAction = {
  name: 'grant-end',
  may: grant.may,
  async run(sent) {
    const accountId = param(sent, 'account');
    if (isUuid(accountId)) await endGrant(sent.services, sent.actor, { ...sent.work, accountId });
    return undefined;
  },
};
