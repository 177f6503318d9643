import { reopenCase } from '../../../../db/transactions/casework/reopen.js';
import { isHead } from '../../../../db/transactions/casework/rights.js';
import { isStillOpen, lastDayOf, reopeningGrounds } from '../../../../law/reopening.js';
import { caseOfSubmission } from '../../../desk/opened/query.js';
import { formatDate } from '../../../format.js';
import { answerOf, reasonQuestion, type CaseAction } from '../action.js';

/** Takes a closed case up again, on the grounds that the law still allows today. */
export const reopen: CaseAction = {
  name: 'reopen',
  may: (actor, file) => file.status === 'closed' && isHead(actor, file),
  questions(asked) {
    const { file, t } = asked;
    const now = asked.services.clock.now();
    const closedAt = file.closedAt ?? now;
    return [
      {
        type: 'radio',
        key: 'ground',
        label: t('casework.reopen.ground'),
        values: reopeningGrounds
          .filter((ground) => isStillOpen(ground, closedAt, now))
          .map((ground) => {
            const last = lastDayOf(ground, closedAt, now);
            const until = last ? `, ${t('casework.reopen.until', { date: formatDate(last) })}` : '';
            return {
              value: ground.id,
              label: `${t(`casework.ground.${ground.id}`)} (${ground.source}${until})`,
            };
          }),
        validate: { required: true },
      },
      reasonQuestion(asked),
    ];
  },
  async run({ services, actor, work, data }) {
    await reopenCase(services, actor, {
      ...work,
      ground: answerOf(data, 'ground'),
      reason: answerOf(data, 'reason'),
    });
    const anew = await caseOfSubmission(services.db, work.token);
    return anew ? { to: `/cases/${anew}` } : undefined;
  },
};
