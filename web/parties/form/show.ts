import type { Page } from '../../page.js';
import type { PartyQuestion, QuestionGroup } from './party-form.js';

interface ShownQuestion extends Omit<PartyQuestion, 'values'> {
  value: string;
  error: string | undefined;
  /** Of a select: its answers with their words. */
  options?: { value: string; label: string; chosen: boolean }[];
  /** Parts of the view to choose from. */
  isSelect: boolean;
  isLong: boolean;
  isPlace: boolean;
  inputType: string;
}

/** The questions as the view draws them: with what was typed, what is wrong, and the words of their answers. */
export const shownGroups = (
  ctx: Page,
  groups: QuestionGroup[],
  typed: Record<string, string>,
  errors: Record<string, string>,
): { key: string; questions: ShownQuestion[] }[] => {
  const { t, locale } = ctx.state;
  const languages = new Intl.DisplayNames([locale], { type: 'language' });
  const wordOf = (name: string, value: string): string =>
    name === 'language' ? (languages.of(value) ?? value) : t(`parties.${name}.${value}`);
  return groups.map(({ key, questions }) => ({
    key,
    questions: questions.map(({ values, ...question }) => {
      const value = typed[question.name] || (question.name === 'language' ? 'it' : '');
      const offered = question.required || question.name === 'language' ? [] : [''];
      return {
        ...question,
        value,
        error: errors[question.name],
        isSelect: question.type === 'select',
        isLong: question.type === 'textarea',
        isPlace: question.type === 'place' || question.type === 'state',
        inputType: ['email', 'tel'].includes(question.type) ? question.type : 'text',
        ...(values && {
          options: [...offered, ...values].map((option) => ({
            value: option,
            label: option ? wordOf(question.name, option) : '—',
            chosen: option === value,
          })),
        }),
      };
    }),
  }));
};
