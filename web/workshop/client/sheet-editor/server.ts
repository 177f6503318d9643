import { fieldsOf, postFields } from '../page/form-post.js';

const ask = (form: HTMLFormElement, place: string, more: Record<string, string> = {}): Promise<Response> =>
  postFields(`${form.dataset['address'] ?? ''}/${place}`, fieldsOf(form, more));

/** What the fields on the screen make as the sheet's text. @throws Refusal */
export const writtenSheet = async (
  form: HTMLFormElement,
): Promise<{ content: string; errors: Record<string, string> }> =>
  (await (await ask(form, 'written')).json()) as { content: string; errors: Record<string, string> };

/** The fields drawn anew: of a text, or of those on the screen after a list's button. @throws Refusal */
export const drawnFields = async (
  form: HTMLFormElement,
  change: { content: string } | { action: string },
): Promise<string> => (await ask(form, 'drawn', change)).text();
