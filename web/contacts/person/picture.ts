import type { Actor } from '../../../core/actor.js';
import type { Services } from '../../../core/services.js';
import { powers, type PartyPower } from '../../../db/party-powers.js';
import { dateInRome } from '../../../law/calendar.js';
import { personQuestions, type PersonQuestion } from '../../questions/query.js';
import { taskTitle } from '../../inbox/rows.js';
import {
  lastContacts,
  personAppointments,
  personCases,
  personLetters,
  type PersonAppointment,
  type PersonCase,
  type PersonContact,
  type PersonLetter,
} from './query.js';

/** The whole picture of the person at hand: what an operator must know before the first sentence is over. */
export interface PersonPicture {
  cases: (PersonCase & { step: string; office: string })[];
  letters: PersonLetter[];
  questions: PersonQuestion[];
  appointments: PersonAppointment[];
  contacts: PersonContact[];
  /** Whom the person acts for, and who acts for the person. */
  acts: PartyPower[];
  represented: PartyPower[];
  /** Where the person's codice fiscale is written when it is told; null when it isn't awaited. */
  codeAwaitedOf: string | null;
}

const inForce = ({ state }: PartyPower): boolean => state === 'holds';

/** Puts the picture together: one query for each list. @param exceptContact the contact that is being held */
export const pictureOf = async (
  { db, catalogue, clock }: Services,
  actor: Actor,
  partyId: string,
  exceptContact: string | null,
): Promise<PersonPicture> => {
  const offices = new Map(catalogue.municipality.offices.map(({ id, name }) => [id, name]));
  const on = dateInRome(clock.now());
  const [cases, letters, questions, appointments, contacts, acts, represented, code] = await Promise.all([
    personCases(db, actor, partyId),
    personLetters(db, actor, partyId),
    personQuestions(db, actor, partyId),
    personAppointments(db, actor, partyId, clock.now()),
    lastContacts(db, actor, partyId, exceptContact),
    powers(db, on, { agentId: partyId }),
    powers(db, on, { principalId: partyId }),
    db('party').where({ id: partyId, code_follow: 'awaited', tax_code: null }).first('id'),
  ]);
  const withStep = async (file: PersonCase) => ({
    ...file,
    step: file.elementId ? await taskTitle(catalogue, file.procedureVersionId, file.elementId) : '',
    office: (file.groups ?? []).map((id) => offices.get(id) ?? id).join(', '),
  });
  return {
    cases: await Promise.all(cases.map(withStep)),
    letters,
    questions,
    appointments,
    contacts,
    acts: acts.filter(inForce),
    represented: represented.filter(inForce),
    codeAwaitedOf: code ? partyId : null,
  };
};
