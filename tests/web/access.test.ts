import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { httpSession } from '../helpers/http-session.js';
import { testSite, type TestSite } from './site.js';

let site: TestSite;
beforeAll(async () => {
  site = await testSite();
});
afterAll(() => site.close());

test('nobody who isn’t logged in sees a page; after the login they are where they were going', async () => {
  const stranger = httpSession(site.url);
  const login = await stranger.get('/parties?q=rossi');
  expect(login.url).toContain('/login?next=');
  const answer = await stranger.submit(login, { username: 'anna', password: 'sportello' }, /login/);
  expect(new URL(answer.url).pathname).toBe('/parties');
});

test('a login never leads to another site', async () => {
  const stranger = httpSession(site.url);
  const login = await stranger.get('/login?next=//evil.example/');
  const answer = await stranger.submit(login, { username: 'anna', password: 'sportello' }, /login/);
  expect(new URL(answer.url).host).toBe(new URL(site.url).host);
});

test('the session gets another name at login, and logging out ends it', async () => {
  const anna = await site.as('anna');
  const home = await anna.get('/desk');
  expect(home.status).toBe(200);
  await anna.submit(home, {}, /logout/);
  expect((await anna.get('/desk')).url).toContain('/login');
});

test('five wrong passwords lock the account for a while, even for the right one', async () => {
  const stranger = httpSession(site.url);
  const login = await stranger.get('/login');
  for (let i = 0; i < 5; i += 1) {
    const wrong = await stranger.submit(login, { username: 'bruno', password: `no${i}` }, /login/);
    expect(wrong.status).toBe(422);
    expect(wrong.html).toContain('value="bruno"');
  }
  const locked = await stranger.submit(login, { username: 'bruno', password: 'sportello' }, /login/);
  expect(locked.status).toBe(429);
  await site.services.db('account').where({ username: 'bruno' }).update({ locked_until: null });
  expect((await site.as('bruno').then((bruno) => bruno.get('/desk'))).status).toBe(200);
});

test('an unknown user hears the same as one with a wrong password', async () => {
  const stranger = httpSession(site.url);
  const answer = await stranger.submit(
    await stranger.get('/login'),
    { username: 'nessuno', password: 'x' },
    /login/,
  );
  expect(answer.status).toBe(422);
  expect(answer.html).toContain('non corretti');
});

test('a form without the session’s token is refused, whatever its type', async () => {
  const anna = await site.as('anna');
  const form = await anna.get('/parties/new?kind=person');
  const before = await site.services.db('party').count();
  const forged = {
    ...form,
    html: form.html.replace(/name="_csrf" value="[^"]*"/g, 'name="_csrf" value="x"'),
  };
  expect((await anna.submit(forged, { familyName: 'Falso', noCodeReason: 'x' }, /^\/parties$/)).status).toBe(
    403,
  );
  const multipart = {
    ...forged,
    html: forged.html.replaceAll('method="post"', 'method="post" enctype="multipart/form-data"'),
  };
  const file = new File(['%PDF-1.7'], 'x.pdf');
  expect((await anna.submit(multipart, { familyName: 'Falso', f: file }, /^\/parties$/)).status).toBe(403);
  expect(await site.services.db('party').count()).toEqual(before);
  expect(existsSync(join(site.services.config.SPORTELLO_DATA, 'documents'))).toBe(false); // nor was the file kept
});

test('each role enters only its own rooms', async () => {
  const statuses = async (username: string) => {
    const session = await site.as(username);
    const pages = ['/desk', '/parties', '/search?q=x', '/admin/engine'];
    return Promise.all(pages.map(async (path) => (await session.get(path)).status));
  };
  expect(await statuses('anna')).toEqual([200, 200, 200, 403]);
  expect(await statuses('carla')).toEqual([403, 403, 200, 403]);
  expect(await statuses('lara')).toEqual([403, 403, 403, 403]);
  expect(await statuses('mario')).toEqual([403, 403, 403, 200]);
});

test('an address that leads nowhere is a plain page with a way out, in the chosen language', async () => {
  const anna = await site.as('anna');
  const missing = await anna.get('/non-esiste');
  expect(missing.status).toBe(404);
  expect(missing.html).toContain('Questa pagina non c’è.');
  await anna.submit(missing, { locale: 'en', back: '/non-esiste' }, /language/);
  expect((await anna.get('/non-esiste')).html).toContain('There is no such page.');
});

test('pages load nothing but their own, and are kept by no shared cache', async () => {
  const response = await fetch(`${site.url}/login`);
  const policy = response.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("script-src 'self'");
  expect(policy).not.toContain('unsafe');
  expect(response.headers.get('cache-control')).toContain('private');
  expect(response.headers.get('server-timing')).toMatch(/app;dur=/);
  expect(await response.text()).not.toMatch(/ style="| onclick=|<script(?! type="module" src=)/);
});

test('built files come from their folder alone, compressed, and are kept by their hash', async () => {
  const page = await (await fetch(`${site.url}/login`)).text();
  const address = /\/assets\/app\.css\?v&#x3D;(\w+)/.exec(page);
  const style = await fetch(`${site.url}/assets/app.css?v=${address?.[1] ?? ''}`);
  expect(style.headers.get('cache-control')).toContain('immutable');
  expect(style.headers.get('content-encoding')).toBe('gzip');
  expect(style.headers.get('content-type')).toContain('text/css');
  expect((await fetch(`${site.url}/assets/app.css`)).headers.get('cache-control')).toBe('no-cache');
  const statusOf = async (path: string) => (await fetch(site.url + path)).status;
  expect(await statusOf('/assets/..%2f..%2f..%2fpackage.json')).toBe(404);
  expect(await statusOf('/assets/..%2fsrc%2fapp.css')).toBe(404);
  expect(await statusOf('/assets/')).toBe(404);
  expect(await statusOf('/assets/%zz')).toBe(400);
});

test('a supervisor’s question is answered without a session', async () => {
  const before = await site.services.db('session').count();
  const response = await fetch(`${site.url}/health`);
  expect([response.status, await response.text(), response.headers.get('set-cookie')]).toEqual([
    200,
    'ok',
    null,
  ]);
  expect(await site.services.db('session').count()).toEqual(before);
});
