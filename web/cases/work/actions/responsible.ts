import { isHead } from '../../../../db/transactions/casework/rights.js';
import { abstain, changeResponsible } from '../../../../db/transactions/casework/responsible.js';
import { answerOf, reasonQuestion, type CaseAction } from '../action.js';

/** The head of the office makes an officer responsible, or another instead. */
export const responsible: CaseAction = {
  name: 'responsible',
  may: isHead,
  async questions(asked) {
    const { services, file, t } = asked;
    const officers = (await services
      .db('account')
      .where({ office_id: file.officeId, active: true })
      .whereRaw(`id is distinct from ?::uuid`, [file.responsibleId])
      .orderBy('display_name')
      .select({ value: 'id', label: 'display_name' })) as { value: string; label: string }[];
    return [
      {
        type: 'select',
        key: 'officer',
        label: t('casework.responsible.officer'),
        values: officers,
        validate: { required: true },
      },
      reasonQuestion(asked),
    ];
  },
  async run({ services, actor, work, data }) {
    await changeResponsible(services, actor, {
      ...work,
      toId: answerOf(data, 'officer'),
      reason: answerOf(data, 'reason'),
    });
    return undefined;
  },
};

/** The responsible officer abstains (L. 241/1990 art. 6-bis). */
export const abstention: CaseAction = {
  name: 'abstention',
  may: (actor, file) => file.responsibleId === actor.id,
  questions: (asked) => [reasonQuestion(asked)],
  async run({ services, actor, work, data }) {
    await abstain(services, actor, { ...work, reason: answerOf(data, 'reason') });
    return undefined;
  },
};
