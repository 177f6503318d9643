import { may, roles, type Actor, type Role } from '../core/actor.js';

export interface Room {
  key: string;
  href: string;
  /** Not for every hour: in a long menu it stands under «Altro». */
  isSeldom?: boolean;
}

/** Each room of the site, who works there, in the order of the menu. The label is the message `nav.<key>`. */
const items: readonly (Room & { roles: readonly Role[] })[] = [
  { key: 'desk', href: '/desk', roles: ['operator'] },
  { key: 'queue', href: '/queue', roles: ['operator'] },
  { key: 'backoffice', href: '/backoffice', roles: ['officer', 'responsible'] },
  { key: 'inbox', href: '/inbox', roles: ['operator', 'officer', 'responsible'] },
  { key: 'cases', href: '/cases', roles: ['operator', 'officer', 'responsible'] },
  { key: 'questions', href: '/questions', roles: ['operator'] },
  { key: 'officeQuestions', href: '/backoffice/questions', roles: ['officer', 'responsible'] },
  { key: 'deadlines', href: '/deadlines', roles: ['operator', 'officer', 'responsible'], isSeldom: true },
  { key: 'payments', href: '/payments', roles: ['operator', 'officer', 'responsible'], isSeldom: true },
  { key: 'land', href: '/land', roles: ['operator', 'officer', 'responsible'], isSeldom: true },
  { key: 'parties', href: '/parties', roles: ['operator'] },
  { key: 'register', href: '/register', roles: ['operator', 'registrar'], isSeldom: true },
  { key: 'deliveries', href: '/deliveries', roles: ['operator', 'registrar'], isSeldom: true },
  { key: 'professionals', href: '/professionals', roles: ['operator'], isSeldom: true },
  { key: 'incidents', href: '/incidents', roles: ['officer', 'responsible', 'administrator'] },
  { key: 'desks', href: '/admin/desks', roles: ['administrator'] },
  { key: 'values', href: '/admin/values', roles: ['administrator'] },
  { key: 'bodies', href: '/admin/bodies', roles: ['administrator'] },
  { key: 'engine', href: '/admin/engine', roles: ['administrator'] },
  { key: 'workshop', href: '/workshop', roles: ['analyst', 'administrator'] },
  { key: 'procedures', href: '/procedures', roles, isSeldom: true },
  { key: 'notices', href: '/notices', roles, isSeldom: true },
];

/** The rooms a person may enter. */
export const navigationFor = (actor: Actor | null): Room[] =>
  actor ? items.filter(({ roles }) => may(actor, ...roles)) : [];

/** More than this, and the rooms for now and then go under «Altro». */
const roomsInLine = 7;

/** The menu as it stands in the header: what is always there, and what opens under «Altro». */
export const menuOf = <T extends Room>(entries: T[]): { inLine: T[]; more: T[] } => ({
  inLine: entries.filter(({ isSeldom }) => !isSeldom || entries.length <= roomsInLine),
  more: entries.filter(({ isSeldom }) => isSeldom && entries.length > roomsInLine),
});

/** Where a person's work begins: the first room of the menu that is theirs. */
export const homeOf = (actor: Actor): string => navigationFor(actor)[0]?.href ?? '/login';
