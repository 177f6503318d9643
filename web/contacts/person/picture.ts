import type { Actor } from '../../../core/actor.js';
import type { Services } from '../../../core/services.js';
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
}

/** Puts the picture together: one query for each list. @param exceptContact the contact that is being held */
export const pictureOf = async (
  { db, catalogue, clock }: Services,
  actor: Actor,
  partyId: string,
  exceptContact: string | null,
): Promise<PersonPicture> => {
  const offices = new Map(catalogue.municipality.offices.map(({ id, name }) => [id, name]));
  const [cases, letters, questions, appointments, contacts] = await Promise.all([
    personCases(db, actor, partyId),
    personLetters(db, actor, partyId),
    personQuestions(db, actor, partyId),
    personAppointments(db, actor, partyId, clock.now()),
    lastContacts(db, actor, partyId, exceptContact),
  ]);
  const withStep = async (file: PersonCase) => ({
    ...file,
    step: file.elementId ? await taskTitle(catalogue, file.procedureVersionId, file.elementId) : '',
    office: (file.groups ?? []).map((id) => offices.get(id) ?? id).join(', '),
  });
  return { cases: await Promise.all(cases.map(withStep)), letters, questions, appointments, contacts };
};
