import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer, HttpSession } from '../helpers/http-session.js';
import { rooms } from '../../web/routes.js';
import { planted, type Planted } from './planted.js';
import { testSite, type TestSite } from './site.js';

/**
 * Whom each route of the site is for. `desk`: it reaches the public, or says how to; the offices must not. `offices`: they
 * work there, and find nothing by which to reach anybody. `register`: the registrar's alone. `house`: analysts and
 * administrators. `all`: whoever is logged in, or not yet. A route that isn't here fails the test: whoever adds one decides
 * whom it reaches.
 */
const routes: Record<string, 'desk' | 'offices' | 'register' | 'house' | 'all'> = {
  'GET /': 'all',
  'GET /login': 'all',
  'POST /login': 'all',
  'POST /logout': 'all',
  'POST /language': 'all',
  'GET /live': 'all',
  'GET /documents/:documentId': 'all', // those of the cases that one may know
  'GET /desk': 'desk',
  'GET /desk/open': 'desk',
  'GET /desk/open/:procedureId': 'desk',
  'POST /desk/open/:procedureId': 'desk',
  'GET /desk/drafts/:draftId': 'desk',
  'POST /desk/drafts/:draftId': 'desk',
  'GET /desk/opened/:caseId': 'desk',
  'GET /desk/deliveries/:deliveryId': 'desk',
  'POST /desk/deliveries/:deliveryId': 'desk',
  'GET /parties': 'desk',
  'GET /parties/new': 'desk',
  'POST /parties': 'desk',
  'GET /parties/:partyId': 'desk',
  'GET /parties/:partyId/edit': 'desk',
  'POST /parties/:partyId': 'desk',
  'GET /parties/:partyId/compare/:otherId': 'desk',
  'GET /parties/:partyId/relations/new': 'desk',
  'GET /parties/duplicates': 'desk',
  'GET /parties/places': 'desk',
  'GET /parties/relations/:relationId/document': 'desk',
  'GET /parties/relations/:relationId/end': 'desk',
  'GET /professionals': 'desk',
  'GET /professionals/:partyId': 'desk',
  'GET /professionals/:partyId/import': 'desk',
  'GET /professionals/:partyId/import/model': 'desk',
  'GET /professionals/:partyId/open': 'desk',
  'GET /professionals/:partyId/receipt': 'desk',
  'POST /parties/:partyId/apart/:otherId': 'desk',
  'POST /parties/:partyId/merge/:otherId': 'desk',
  'POST /parties/:partyId/relations': 'desk',
  'POST /parties/merges/:mergeId/undo': 'desk',
  'POST /parties/relations/:relationId/end': 'desk',
  'POST /professionals/:partyId/import': 'desk',
  'POST /professionals/:partyId/open': 'desk',
  'GET /cases/:caseId/acts/:message': 'desk', // what somebody has brought
  'POST /cases/:caseId/acts/:message': 'desk',
  'GET /contacts': 'desk',
  'GET /contacts/sheets': 'desk',
  'GET /contacts/bar': 'desk',
  'GET /contacts/:contactId': 'desk',
  'POST /contacts': 'desk',
  'POST /contacts/:contactId/switch': 'desk',
  'POST /contacts/:contactId/take': 'desk',
  'POST /contacts/:contactId/person': 'desk',
  'POST /contacts/:contactId/items': 'desk',
  'POST /contacts/:contactId/close': 'desk',
  'GET /questions': 'desk',
  'GET /questions/new': 'desk',
  'GET /questions/:questionId': 'desk',
  'POST /questions': 'desk',
  'POST /questions/:questionId/tell': 'desk',
  'POST /questions/:questionId/again': 'desk',
  'GET /notices': 'all',
  'GET /notices/new': 'all', // authors: responsible officers, analysts, administrators
  'GET /notices/:noticeId/edit': 'all',
  'POST /notices': 'all',
  'POST /notices/:noticeId': 'all',
  'POST /notices/:noticeId/read': 'all',
  'POST /notices/:noticeId/withdraw': 'all',
  'GET /search': 'offices',
  'GET /cases': 'offices',
  'GET /cases/:caseId': 'offices',
  'POST /cases/:caseId/typing/:jobKey/discard': 'offices',
  'GET /deadlines': 'offices',
  'GET /deadlines/late': 'offices',
  'GET /inbox': 'offices',
  'GET /tasks/:jobKey': 'offices',
  'POST /tasks/:jobKey': 'offices',
  'POST /tasks/:jobKey/claim': 'offices',
  'POST /tasks/:jobKey/release': 'offices',
  'POST /tasks/:jobKey/hand-over': 'offices',
  'GET /tasks/:jobKey/sent': 'offices',
  'GET /backoffice': 'offices',
  'GET /backoffice/questions': 'offices',
  'GET /backoffice/questions/:questionId': 'offices',
  'POST /backoffice/questions/:questionId': 'offices',
  'GET /incidents': 'offices',
  'GET /incidents/:incidentKey': 'offices',
  'POST /incidents/:incidentKey': 'offices',
  'GET /workshop': 'house',
  'GET /workshop/:procedureId': 'house',
  'GET /workshop/versions/:versionId/diagram': 'house',
  'GET /workshop/versions/:versionId/outcome': 'house',
  'POST /workshop/:procedureId/check': 'house',
  'POST /workshop/:procedureId/publish': 'house',
  'GET /admin/engine': 'house',
  'GET /queue': 'desk',
  'GET /queue/panel': 'desk',
  'GET /queue/station': 'desk',
  'POST /queue/station': 'desk',
  'GET /queue/information': 'desk',
  'GET /queue/identify': 'desk',
  'POST /queue/identify': 'desk',
  'POST /queue/call': 'desk',
  'POST /queue/numbers': 'desk',
  'POST /queue/tickets/:ticketId/recall': 'desk',
  'POST /queue/tickets/:ticketId/skip': 'desk',
  'POST /queue/tickets/:ticketId/serve': 'desk',
  'POST /queue/tickets/:ticketId/finish': 'desk',
  'POST /queue/tickets/:ticketId/requeue': 'desk',
  'POST /queue/tickets/:ticketId/no-show': 'desk',
  'POST /queue/tickets/:ticketId/precedence': 'desk',
  'GET /appointments': 'desk',
  'GET /appointments/new': 'desk',
  'POST /appointments': 'desk',
  'GET /appointments/:appointmentId': 'desk',
  'POST /appointments/:appointmentId/arrive': 'desk',
  'POST /appointments/:appointmentId/no-show': 'desk',
  'POST /appointments/:appointmentId/remind': 'desk',
  'POST /appointments/:appointmentId/cancel': 'desk',
  'GET /queue/live': 'all', // for operators; a stream that never ends says only that the queue changed
  'GET /kiosk/:token': 'all', // machines of the hall and calendars: a secret address, no names
  'POST /kiosk/:token': 'all',
  'GET /kiosk/:token/live': 'all',
  'GET /kiosk/:token/appointment': 'all',
  'POST /kiosk/:token/appointment': 'all',
  'GET /kiosk/:token/:ticketId': 'all',
  'GET /display/:token': 'all',
  'GET /display/:token/live': 'all',
  'GET /calendar/:token.ics': 'all',
  'GET /appointment/:token.ics': 'all',
  'GET /admin/values': 'house',
  'GET /admin/values/:name': 'house',
  'POST /admin/values/:name': 'house',
  'GET /admin/desks': 'house',
  'POST /admin/desks': 'house',
  'GET /admin/desks/new': 'house',
  'GET /admin/desks/:deskId': 'house',
  'GET /admin/desks/stations/new': 'house',
  'GET /admin/desks/stations/:number': 'house',
  'POST /admin/desks/stations': 'house',
  'POST /admin/desks/devices': 'house',
  'POST /admin/desks/devices/:deviceId/renew': 'house',
  'POST /admin/desks/devices/:deviceId/remove': 'house',
  'POST /admin/desks/lengths': 'house',
  'POST /admin/desks/feeds': 'house',
  'GET /answers/cases/:caseId': 'desk', // what to say to who asks
  'GET /answers/procedures/:procedureId': 'desk',
  'GET /desk/scans': 'desk',
  'POST /desk/scans/:scanId/attach': 'desk',
  'POST /desk/scans/:scanId/discard': 'desk',
  'POST /desk/drafts/:draftId/aside': 'desk',
  'POST /desk/drafts/:draftId/note': 'desk',
  'POST /desk/drafts/:draftId/take': 'desk',
  'GET /parties/export.:format': 'desk',
  'GET /register': 'desk', // who wrote, and to whom
  'GET /register/:registrationId': 'desk',
  'GET /register/new': 'desk',
  'GET /register/days': 'desk',
  'POST /register/new': 'desk',
  'POST /register/:registrationId/verify': 'desk',
  'GET /register/:registrationId/cancel': 'register',
  'GET /register/days/:day/:volume': 'register',
  'GET /register/emergency': 'register',
  'GET /register/emergency/:outageId': 'register',
  'GET /register/emergency/:outageId/sheet.csv': 'register',
  'POST /register/:registrationId/cancel': 'register',
  'POST /register/days': 'register',
  'POST /register/emergency': 'register',
  'POST /register/emergency/:outageId/close': 'register',
  'POST /register/emergency/:outageId/import': 'register',
  'POST /register/emergency/:outageId/number': 'register',
  'GET /papers/:documentId': 'all', // as the documents themselves
  'POST /papers/:documentId/class': 'all',
  'POST /papers/:documentId/versions': 'all',
  'GET /palette': 'all', // leads only where one's rights do
  'GET /shortcuts': 'all',
  'GET /search/suggest': 'offices',
  'GET /cases/export.:format': 'offices',
  'GET /cases/:caseId/work/:action': 'offices', // each action says whose it is
  'POST /cases/:caseId/work/:action': 'offices',
  'GET /inbox/export.:format': 'offices',
  'POST /lists/:list/saved': 'offices',
  'POST /lists/saved/:savedId/forget': 'offices',
};

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
