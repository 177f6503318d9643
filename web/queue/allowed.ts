import type { Station } from '../../db/stations.js';

/**
 * What an information station may open: procedures, sheets, forms and general answers, notices, its queue, and coming
 * and going. Whatever is not named here is closed to it, so that a new page needs a decision to be open.
 */
const pages = [
  /^\/$/,
  /^\/login$/,
  /^\/desk\/open$/,
  /^\/queue(\/(station|information|panel|live))?$/,
  /^\/(kiosk|display)\//,
  /^\/(procedimenti|answers\/procedures)(\.json$|\/|$)/,
  /^\/notices(\/[0-9a-f-]{36})?$/,
  /^\/shortcuts$/,
  /^\/contacts\/(bar|sheets)$/,
];
/** What it may do: the steps of its queue, and contacts with people who don't say who they are. */
const acts = [
  /^\/(login|logout|language)$/,
  /^\/queue\/(station|call|numbers)$/,
  /^\/queue\/tickets\/[^/]+\/(recall|skip|serve|finish|requeue|no-show|precedence)$/,
  /^\/(kiosk|display)\//,
  /^\/notices\/[^/]+\/read$/,
  /^\/contacts$/,
  /^\/contacts\/[^/]+\/(items|close|switch)$/,
];
/** The stream of changes says only that something changed; of one case or task it is not given. */
const liveOfAll = /^\/live(\?since=\d+)?$/;

const namesParty = /[?&]party=/;

export interface Asked {
  method: string;
  path: string;
  /** The query with its question mark. */
  search: string;
}

/** True for what says nothing about persons or cases. */
export const isInformation = ({ method, path, search }: Asked): boolean => {
  const known = method === 'GET' || method === 'HEAD' ? pages : acts;
  return (known.some((open) => open.test(path)) && !namesParty.test(search)) || liveOfAll.test(path + search);
};

/** The contact that something is done with, if it is one. */
export const contactOf = (path: string): string | undefined =>
  /^\/contacts\/([0-9a-f]{8}-[0-9a-f-]{27})\//.exec(path)?.[1];

/** Pages that show what the Comune knows about a person: they open once the person at the desk is identified. */
const caseData =
  /^\/(cases|documents|papers|tasks|inbox|answers\/cases)(\/|$)|^\/(parties|professionals)\/[0-9a-f-]{36}|^\/desk\/(opened|deliveries|drafts|open)\//;

export const isCaseData = (path: string): boolean => caseData.test(path);

/** Pages of machines in the hall and calendar files: their secret address is their key, nobody logs in there. */
const withoutLogin = /^\/(kiosk|display)\/|^\/(calendar|appointment)\/[\w-]+\.ics$/;

export const opensByAddress = (path: string): boolean => withoutLogin.test(path);

/** True for a room that somebody at the station can enter; `/desk` is there whichever kind it is. */
export const opensAt = (station: Station | null | undefined, href: string): boolean =>
  station?.kind !== 'information' ||
  href === '/desk' ||
  isInformation({ method: 'GET', path: href, search: '' });
