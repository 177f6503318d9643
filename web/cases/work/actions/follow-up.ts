import { dropFollowUp, setFollowUp } from '../../../../db/transactions/casework/follow-up.js';
import { answerOf, type CaseAction } from '../action.js';

/** One's own reminder of the case. */
export const followUp: CaseAction = {
  name: 'follow-up',
  may: () => true,
  questions: ({ t }) => [
    {
      type: 'datetime',
      subtype: 'date',
      key: 'dueOn',
      label: t('casework.follow-up.day'),
      validate: { required: true },
    },
    { type: 'textfield', key: 'note', label: t('casework.follow-up.note'), validate: { maxLength: 200 } },
  ],
  async run({ services, actor, work, data }) {
    const { caseId } = work;
    await setFollowUp(services, actor, {
      caseId,
      dueOn: answerOf(data, 'dueOn'),
      note: answerOf(data, 'note'),
    });
    return undefined;
  },
};

/** The reminder has served. */
export const followUpDone: CaseAction = {
  name: 'follow-up-done',
  may: () => true,
  async run({ services, actor, work }) {
    await dropFollowUp(services, actor, work.caseId);
    return undefined;
  },
};
