import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer, HttpSession } from '../helpers/http-session.js';
import { rooms } from '../../web/routes.js';
import { planted, type Planted } from './planted.js';
import { routes } from './reach-of-routes.js';
import { testSite, type TestSite } from './site.js';

let site: TestSite;
let plant: Planted;
beforeAll(async () => {
  site = await testSite();
  plant = planted(site.services);
  await plant.procedure();
});
afterAll(() => site.close());

const found = (): string[] =>
  rooms
    .flatMap((room) => room(site.services).stack)
    .flatMap(({ methods, path }) =>
      methods.filter((method) => method !== 'HEAD').map((method) => `${method} ${String(path)}`),
    );

const somewhere = '00000000-0000-4000-8000-000000000000';
const addressOf = (path: string): string =>
  path
    .replace(/:(jobKey|incidentKey)/g, '2251799813685250')
    .replace(/:(message|procedureId)/g, 'prova-pagine')
    .replace(/:\w+/g, somewhere);

/** Asks as a browser would that has the person's session, with a token that holds: only the role can be in the way. */
const asks = async (session: HttpSession, route: string, home: Answer): Promise<number> => {
  const [method = '', path = ''] = route.split(' ');
  if (method === 'GET') return (await session.get(addressOf(path))).status;
  const token = /name="_csrf" value="([^"]*)"/.exec(home.html)?.[1] ?? '';
  const form = `<form method="post" action="${addressOf(path)}"><input type="hidden" name="_csrf" value="${token}"></form>`;
  return (await session.submit({ ...home, html: form }, {})).status;
};

test('whoever adds a route says whom it reaches', () => {
  expect(found().sort()).toEqual(Object.keys(routes).sort());
});

describe('back-office people reach nobody', () => {
  test.each(['carla', 'dario'])(
    '%s is refused on every route of the desk, of the register, and of the house',
    async (username) => {
      const session = await site.as(username);
      const home = await session.get('/backoffice');
      const closed = Object.keys(routes).filter((route) =>
        ['desk', 'register', 'house'].includes(routes[route] ?? ''),
      );
      const open: string[] = [];
      for (const route of closed) if ((await asks(session, route, home)) !== 403) open.push(route);
      expect(open).toEqual([]);
    },
  );

  test('the same requests are not refused to an operator: it is the role that decides', async () => {
    const session = await site.as('anna');
    const home = await session.get('/desk');
    const refused: string[] = [];
    for (const route of Object.keys(routes).filter((key) => routes[key] === 'desk')) {
      if ((await asks(session, route, home)) === 403) refused.push(route);
    }
    expect(refused).toEqual([]);
  });

  test('what is the registrar’s alone is refused to an operator, and not to the registrar', async () => {
    const sessions = [await site.as('anna'), await site.as('nadia')];
    for (const route of Object.keys(routes).filter((key) => routes[key] === 'register')) {
      const answers = [];
      for (const session of sessions) {
        answers.push((await asks(session, route, await session.get('/register'))) === 403);
      }
      expect([route, ...answers]).toEqual([route, true, false]);
    }
  });

  test('no page of an office shows how to reach a person, nor leads to one that does', async () => {
    const file = await plant.case({ familyName: 'Gozzi' });
    const task = await plant.task(file.instance);
    const dario = await site.as('dario');
    const pages = [
      '/backoffice',
      '/backoffice/questions',
      '/inbox',
      '/cases',
      '/search?q=gozzi',
      `/tasks/${task}`,
    ];
    for (const address of [...pages, `/cases/${file.id}`]) {
      const { html, status } = await dario.get(address);
      expect(status, address).toBe(200);
      for (const contact of ['maria@esempio.it', '051 123456', 'mailto:', 'tel:']) {
        expect(html, address).not.toContain(contact);
      }
      const links = [...html.matchAll(/(?:href|action)="(\/[^"?#]*)/g)].map(([, link]) => link ?? '');
      expect(
        links.filter((link) =>
          /^\/(desk|parties|contacts|questions|queue|appointments|answers|register)\b/.test(link),
        ),
        address,
      ).toEqual([]);
    }
  });
});
