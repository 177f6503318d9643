import type { Station } from '../../db/stations.js';

/**
 * What an information station may open: procedures, sheets, forms and general answers, its queue, anonymous contacts,
 * and coming and going. Whatever is not named here is closed to it, so that a new page needs a decision to be open.
 */
const information = [
  /^\/$/,
  /^\/(login|logout|language)$/,
  /^\/desk\/open$/,
  /^\/queue$/,
  /^\/queue\/(station|information|panel|live|call|numbers)$/,
  /^\/queue\/tickets\/[^/]+\/(recall|skip|serve|finish|requeue|no-show|precedence)$/,
  /^\/(kiosk|display)\//,
  /^\/(procedimenti|answers\/procedures)(\.json$|\/|$)/,
  /^\/shortcuts$/,
  /^\/contacts(\/bar|\/sheets)?$/,
  /^\/contacts\/[^/]+\/(items|close|switch)$/,
];
/** The stream of changes says only that something changed; of one case or task it is not given. */
const liveOfAll = /^\/live(\?since=\d+)?$/;

const namesParty = /[?&]party=/;

/** True for a page that says nothing about persons or cases. @param search the query with its question mark */
export const isInformation = (path: string, search: string): boolean =>
  (information.some((open) => open.test(path)) && !namesParty.test(search)) || liveOfAll.test(path + search);

/** Pages that show what the Comune knows about a person: they open once the person at the desk is identified. */
const caseData =
  /^\/(cases|documents|papers|tasks|inbox|answers\/cases)(\/|$)|^\/(parties|professionals)\/[0-9a-f-]{36}|^\/desk\/(opened|deliveries|drafts|open)\//;

export const isCaseData = (path: string): boolean => caseData.test(path);

/** Pages of machines in the hall and calendar files: their secret address is their key, nobody logs in there. */
const withoutLogin = /^\/(kiosk|display)\/|^\/(calendar|appointment)\/[\w-]+\.ics$/;

export const opensByAddress = (path: string): boolean => withoutLogin.test(path);

/** True for a room that somebody at the station can enter; `/desk` is there whichever kind it is. */
export const opensAt = (station: Station | null | undefined, href: string): boolean =>
  station?.kind !== 'information' || href === '/desk' || isInformation(href, '');
