import { may, roles, type Actor, type Role } from '../core/actor.js';

interface NavigationItem {
  key: string;
  href: string;
  roles: readonly Role[];
}

/** Each room of the site, who works there, in the order of the menu. The label is the message `nav.<key>`. */
const items: readonly NavigationItem[] = [
  { key: 'desk', href: '/desk', roles: ['operator'] },
  { key: 'queue', href: '/queue', roles: ['operator'] },
  { key: 'backoffice', href: '/backoffice', roles: ['officer', 'responsible'] },
  { key: 'inbox', href: '/inbox', roles: ['operator', 'officer', 'responsible'] },
  { key: 'cases', href: '/cases', roles: ['operator', 'officer', 'responsible'] },
  { key: 'questions', href: '/questions', roles: ['operator'] },
  { key: 'officeQuestions', href: '/backoffice/questions', roles: ['officer', 'responsible'] },
  { key: 'deadlines', href: '/deadlines', roles: ['operator', 'officer', 'responsible'] },
  { key: 'parties', href: '/parties', roles: ['operator'] },
  { key: 'register', href: '/register', roles: ['operator', 'registrar'] },
  { key: 'professionals', href: '/professionals', roles: ['operator'] },
  { key: 'incidents', href: '/incidents', roles: ['officer', 'responsible', 'administrator'] },
  { key: 'desks', href: '/admin/desks', roles: ['administrator'] },
  { key: 'engine', href: '/admin/engine', roles: ['administrator'] },
  { key: 'workshop', href: '/workshop', roles: ['analyst', 'administrator'] },
  { key: 'notices', href: '/notices', roles },
];

/** The rooms a person may enter. */
export const navigationFor = (actor: Actor | null): { key: string; href: string }[] =>
  actor ? items.filter(({ roles }) => may(actor, ...roles)).map(({ key, href }) => ({ key, href })) : [];

/** Where a person's work begins: the first room of the menu that is theirs. */
export const homeOf = (actor: Actor): string => navigationFor(actor)[0]?.href ?? '/login';
