import { addNote, type NoteKind } from '../../../../db/transactions/casework/notes.js';
import { isInside } from '../../../../db/transactions/casework/rights.js';
import { answerOf, type CaseAction } from '../action.js';

const noteAction = (kind: NoteKind, rest: Pick<CaseAction, 'name' | 'may'>): CaseAction => ({
  ...rest,
  questions: ({ t }) => [
    {
      type: 'textarea',
      key: 'text',
      label: t(`casework.${rest.name}.text`),
      validate: { required: true, maxLength: 4000 },
    },
  ],
  async run({ services, actor, work, data }) {
    await addNote(services, actor, { ...work, kind, text: answerOf(data, 'text') });
    return undefined;
  },
});

/** What the next colleague must know: for the desk and the offices alike. */
export const handOver = noteAction('hand-over', { name: 'hand-over', may: () => true });

/** The offices' own notes, which the desk neither reads nor writes. */
export const note = noteAction('internal', { name: 'note', may: isInside });
