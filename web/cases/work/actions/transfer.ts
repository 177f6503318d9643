import { isHead } from '../../../../db/transactions/casework/rights.js';
import { transferCase } from '../../../../db/transactions/casework/transfer.js';
import { answerOf, reasonQuestion, type CaseAction } from '../action.js';

/** Passes the case to the office that is competent for it; who gives it away may not see it any more. */
export const transfer: CaseAction = {
  name: 'transfer',
  may: (actor, file) => file.status === 'open' && isHead(actor, file),
  questions: (asked) => [
    {
      type: 'select',
      key: 'office',
      label: asked.t('casework.transfer.office'),
      values: asked.services.catalogue.municipality.offices
        .filter(({ id, kind }) => kind === 'back' && id !== asked.file.officeId)
        .map(({ id, name }) => ({ value: id, label: name })),
      validate: { required: true },
    },
    reasonQuestion(asked),
  ],
  async run({ services, actor, file, work, data }) {
    const toOffice = answerOf(data, 'office');
    await transferCase(services, actor, { ...work, toOffice, reason: answerOf(data, 'reason') });
    return { to: '/cases', params: { number: file.number } };
  },
};
