import { may, type Actor } from '../../core/actor.js';
import type { Station } from '../../db/stations.js';
import { navigationFor } from '../navigation.js';
import { opensAt } from '../queue/allowed.js';

export interface Shortcut {
  key: string;
  href: string;
  /** Message key of what it does. */
  label: string;
}

/** The letter of each room, and what an operator begins most often. */
const roomKeys: Record<string, string> = {
  desk: 's',
  backoffice: 'u',
  inbox: 'c',
  cases: 'p',
  parties: 'o',
  incidents: 'b',
  engine: 'm',
  workshop: 'f',
};

/** The single keys that lead somebody to a page that opens where they work; a room without a letter has none. */
export const shortcutsFor = (actor: Actor | null, station?: Station | null): Shortcut[] => {
  const rooms = navigationFor(actor).flatMap(({ key, href }) => {
    const letter = roomKeys[key];
    return letter ? [{ key: letter, href, label: `nav.${key}` }] : [];
  });
  const opening = { key: 'n', href: '/desk/open', label: 'desk.open.title' };
  const all = actor && may(actor, 'operator') ? [...rooms, opening] : rooms;
  return all.filter(({ href }) => opensAt(station, href));
};
