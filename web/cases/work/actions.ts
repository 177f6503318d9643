import type { CaseAction } from './action.js';
import { grant, endAccess, restrict, unrestrict } from './actions/access.js';
import { followUp, followUpDone } from './actions/follow-up.js';
import { handOver, note } from './actions/notes.js';
import { addParty, endParty } from './actions/parties.js';
import { relate, unrelate } from './actions/relations.js';
import { reopen } from './actions/reopen.js';
import { abstention, responsible } from './actions/responsible.js';
import { tag, untag } from './actions/tags.js';
import { transfer } from './actions/transfer.js';

/** Everything people can do with a case beside its diagram. */
export const caseActions: readonly CaseAction[] = [
  handOver,
  note,
  addParty,
  endParty,
  responsible,
  abstention,
  transfer,
  relate,
  unrelate,
  tag,
  untag,
  followUp,
  followUpDone,
  restrict,
  unrestrict,
  grant,
  endAccess,
  reopen,
];
