import { Refusal } from '../page/server.js';

/** The fields on the screen, as the page without script would send them. */
const sent = (form: HTMLFormElement, more: Record<string, string>): URLSearchParams => {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') fields.append(name, value);
  for (const [name, value] of Object.entries(more)) fields.set(name, value);
  return fields;
};

const ask = async (form: HTMLFormElement, place: string, more: Record<string, string> = {}): Promise<Response> => {
  const address = `${form.dataset['address'] ?? ''}/${place}`;
  const response = await fetch(address, {
    method: 'POST',
    headers: { accept: 'application/json' },
    body: sent(form, more),
  }).catch(() => null);
  if (response?.ok) return response;
  const body = (await response?.json().catch(() => null)) as { error?: { message?: string } } | null;
  throw new Refusal(response?.status ?? 0, body?.error?.message ?? '');
};

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
