import type { Actor } from '../../../core/actor.js';
import type { Services } from '../../../core/services.js';
import { Party } from '../../../db/models/party.js';
import { demandCase } from '../../access.js';
import { isUuid } from '../../page.js';
import { appointmentById, type AppointmentRow } from '../query.js';

/** What an appointment is for, as far as it is known yet. */
export interface Subject {
  partyId: string | null;
  name: string;
  procedureId: string | null;
  caseId: string | null;
  caseNumber: string | null;
  /** The appointment that gets another time. */
  moved: AppointmentRow | null;
}

export interface Asked {
  party: string;
  procedure: string;
  case: string;
  move: string;
}

/** Finds person and procedure from what the page was asked with: an appointment, a case, or the two of them. */
export const subjectOf = async (
  services: Services,
  actor: Actor & { id: string },
  asked: Asked,
): Promise<Subject> => {
  const { db } = services;
  const moved = isUuid(asked.move) ? ((await appointmentById(db, asked.move)) ?? null) : null;
  if (moved) return { ...moved, moved };
  const file = isUuid(asked.case) ? await demandCase(services, actor, asked.case) : undefined;
  const partyId = file?.applicantId ?? (isUuid(asked.party) ? asked.party : '');
  const party = partyId ? await Party.query(db).findById(partyId) : undefined;
  return {
    partyId: party?.id ?? null,
    name: party?.displayName ?? '',
    procedureId: file?.procedureId ?? (asked.procedure || null),
    caseId: file?.id ?? null,
    caseNumber: file?.number ?? null,
    moved: null,
  };
};
