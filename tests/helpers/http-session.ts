/** What a page answered. */
export interface Answer {
  status: number;
  url: string;
  html: string;
  headers: Headers;
}

/** A person at a browser without JavaScript, for tests and measurements that need many of them. */
export interface HttpSession {
  /** What the server gave to remember. */
  cookies(): { name: string; value: string; url: string }[];
  get(path: string): Promise<Answer>;
  /** A file as it is sent. */
  bytes(path: string): Promise<Uint8Array>;
  /** Sends a form with the page's hidden fields (CSRF token, submission token…) and the given ones. */
  submit(page: Answer, fields: Record<string, string | File>, action?: RegExp): Promise<Answer>;
  /** Sends JSON as a page's script does; `token` is the session's, from the page. */
  send(path: string, content: unknown, token: string): Promise<{ status: number; json: unknown }>;
}

const decode = (text: string): string =>
  text.replace(
    /&(amp|lt|gt|quot|#x27|#39|#x3D);/g,
    (entity) =>
      ({ '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#x27;': "'", '&#39;': "'", '&#x3D;': '=' })[
        entity
      ] ?? entity,
  );

const attribute = (tag: string, name: string): string | null => {
  const found = new RegExp(`\\b${name}="([^"]*)"`).exec(tag);
  return found ? decode(found[1] ?? '') : null;
};

/** The form of a page whose action matches: where it goes and its hidden fields. */
const formOf = (
  { html, url }: Answer,
  wanted: RegExp,
): { action: string; multipart: boolean; hidden: Record<string, string> } => {
  const main = Math.max(html.indexOf('<main'), 0); // the page's own forms come before those of every page
  for (const [form] of (html.slice(main) + html.slice(0, main)).matchAll(/<form\b[\s\S]*?<\/form>/g)) {
    const tag = /<form\b[^>]*>/.exec(form)?.[0] ?? '';
    const action = attribute(tag, 'action') ?? new URL(url).pathname;
    if (!wanted.test(action) || attribute(tag, 'method')?.toLowerCase() !== 'post') continue;
    const inputs = [...form.matchAll(/<input\b[^>]*type="hidden"[^>]*>/g)].map(([input]) => input);
    const hidden = Object.fromEntries(
      inputs.map((input) => [attribute(input, 'name') ?? '', attribute(input, 'value') ?? '']),
    );
    return { action, multipart: /multipart/.test(tag), hidden };
  }
  throw new Error(`no form to ${String(wanted)} on ${url}`);
};

/** Opens a session on a running Sportello; log in by submitting the form of `/login`. */
export const httpSession = (base: string): HttpSession => {
  const cookies = new Map<string, string>();
  const call = async (path: string, init: RequestInit = {}): Promise<Answer> => {
    const url = new URL(path, base);
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { ...init, redirect: 'manual', headers: { ...init.headers, cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const cut = pair.indexOf('=');
      cookies.set(pair.slice(0, cut), pair.slice(cut + 1));
    }
    const location = response.headers.get('location');
    if (location && response.status >= 300 && response.status < 400) {
      await response.arrayBuffer();
      return call(location);
    }
    return { status: response.status, url: url.href, html: await response.text(), headers: response.headers };
  };
  return {
    cookies: () => [...cookies].map(([name, value]) => ({ name, value, url: base })),
    get: (path) => call(path),
    async bytes(path) {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const response = await fetch(new URL(path, base), { headers: { cookie } });
      return new Uint8Array(await response.arrayBuffer());
    },
    submit(page, fields, wanted = /./) {
      const { action, multipart, hidden } = formOf(page, wanted);
      const all = Object.entries({ ...hidden, ...fields });
      const body = multipart ? new FormData() : new URLSearchParams();
      for (const [name, value] of all) (body as FormData).append(name, value as string); // a File goes in as it is
      return call(action, { method: 'POST', body });
    },
    async send(path, content, token) {
      const headers = {
        accept: 'application/json',
        'content-type': 'application/json',
        'x-csrf-token': token,
      };
      const { status, html } = await call(path, { method: 'POST', headers, body: JSON.stringify(content) });
      return { status, json: JSON.parse(html) as unknown };
    },
  };
};

/** A session of somebody who has logged in. */
export const loggedIn = async (
  base: string,
  username: string,
  password = 'sportello',
): Promise<HttpSession> => {
  const session = httpSession(base);
  const answer = await session.submit(await session.get('/login'), { username, password }, /login/);
  if (answer.url.endsWith('/login')) throw new Error(`${username} could not log in: ${answer.status}`);
  return session;
};
