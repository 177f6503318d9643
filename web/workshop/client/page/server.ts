/** What the server said no to; `status` 0 when it didn't answer at all. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly body: unknown = null,
  ) {
    super(message);
  }
}

interface Problem {
  error?: { message?: string; remedy?: string };
}

const token = (): string => document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content ?? '';

const sentence = (body: unknown): string => {
  const { message = '', remedy = '' } = (body as Problem | null)?.error ?? {};
  return `${message} ${remedy}`.trim();
};

const ask = async <Answer>(path: string, init: RequestInit): Promise<Answer> => {
  const headers = { accept: 'application/json', 'content-type': 'application/json', 'x-csrf-token': token() };
  const response = await fetch(path, { ...init, headers }).catch(() => null);
  if (!response) throw new Refusal(0, '');
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok || body === null)
    throw new Refusal(response.ok ? 0 : response.status, sentence(body), body);
  return body as Answer;
};

/** @throws Refusal */
export const post = <Answer>(path: string, content: object): Promise<Answer> =>
  ask(path, { method: 'POST', body: JSON.stringify(content) });

/** The last words of a page that is being left: sent although nobody waits for the answer. */
export const postLeaving = (path: string, content: object): void => {
  ask(path, { method: 'POST', body: JSON.stringify(content), keepalive: true }).catch(() => undefined);
};

/** @throws Refusal */
export const get = <Answer>(path: string): Promise<Answer> => ask(path, { method: 'GET' });
