import { Refusal } from './server.js';

/** The fields of a form as a page without script would send them, with some said otherwise. */
export const fieldsOf = (form: HTMLFormElement, more: Record<string, string> = {}): URLSearchParams => {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') fields.append(name, value);
  for (const [name, value] of Object.entries(more)) fields.set(name, value);
  return fields;
};

/** Sends fields and gets what the server makes of them. @throws Refusal */
export const postFields = async (address: string, fields: URLSearchParams): Promise<Response> => {
  const headers = { accept: 'application/json' };
  const response = await fetch(address, { method: 'POST', headers, body: fields }).catch(() => null);
  if (response?.ok) return response;
  const body = (await response?.json().catch(() => null)) as { error?: { message?: string } } | null;
  throw new Refusal(response?.status ?? 0, body?.error?.message ?? '');
};
