import { addTag, removeTag } from '../../../../db/transactions/casework/tags.js';
import { answerOf, param, type CaseAction } from '../action.js';

/** Puts a tag on the case; the case's page offers those in use. */
export const tag: CaseAction = {
  name: 'tag',
  may: () => true,
  questions: ({ t }) => [
    {
      type: 'textfield',
      key: 'tag',
      label: t('casework.tag.word'),
      validate: { required: true, maxLength: 40 },
    },
  ],
  async run({ services, actor, work, data }) {
    await addTag(services, actor, { ...work, typed: answerOf(data, 'tag') });
    return undefined;
  },
};

/** Takes the tag off that the address names. */
export const untag: CaseAction = {
  name: 'untag',
  may: () => true,
  async run(sent) {
    await removeTag(sent.services, sent.actor, { ...sent.work, tag: param(sent, 'tag') });
    return undefined;
  },
};
