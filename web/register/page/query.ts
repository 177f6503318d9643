import type { Knex } from 'knex';
import type { Registration } from '../../../db/models/registration.js';

export interface RegisteredFile {
  id: string;
  title: string;
  filename: string;
  mediaType: string;
  size: string;
  classification: string | null;
  /** The hash that the register keeps. */
  sha256: string;
  isMain: boolean;
}

/** The document of a registration and its attachments, in the register's order, with what the store knows of them. */
export const registeredFiles = async (db: Knex, registration: Registration): Promise<RegisteredFile[]> => {
  const sealed = [
    { documentId: registration.documentId, sha256: registration.sha256 },
    ...registration.attachments,
  ];
  const rows = (await db('document')
    .whereIn(
      'id',
      sealed.map(({ documentId }) => documentId),
    )
    .select({
      id: 'id',
      title: 'title',
      filename: 'filename',
      mediaType: 'media_type',
      size: 'size',
      classification: 'classification',
    })) as Omit<RegisteredFile, 'sha256' | 'isMain'>[];
  const byId = new Map(rows.map((row) => [row.id, row]));
  return sealed.flatMap(({ documentId, sha256 }) => {
    const row = byId.get(documentId);
    return row ? [{ ...row, sha256, isMain: documentId === registration.documentId }] : [];
  });
};

export interface RelatedRegistration {
  id: string;
  text: string;
  registeredAt: Date;
  /** `first`: this one repeats it; `repeat`: it repeats this one. */
  relation: 'first' | 'repeat';
}

/** The registrations that are linked as presentations of the same thing. */
export const relatedRegistrations = async (
  db: Knex,
  { id, duplicateOf }: Registration,
): Promise<RelatedRegistration[]> => {
  const rows = (await db('registration')
    .where({ duplicate_of: id })
    .modify((query) => {
      if (duplicateOf) query.orWhere({ id: duplicateOf });
    })
    .orderBy(['entered_at', 'number'])
    .select({ id: 'id', text: 'protocol', registeredAt: 'entered_at' })) as {
    id: string;
    text: string;
    registeredAt: Date;
  }[];
  return rows.map(({ id: other, text, registeredAt }) => ({
    id: other,
    text,
    registeredAt,
    relation: other === duplicateOf ? 'first' : 'repeat',
  }));
};

/** The number of the case that a registration belongs to, and the day of the register that lists it. */
export const placeOf = async (
  db: Knex,
  registrationId: string,
): Promise<{ caseNumber: string | null; day: string | null; volume: number | null }> =>
  (await db('registration')
    .leftJoin('case_file', 'case_file.id', 'registration.case_id')
    .leftJoin('register_day_entry', 'register_day_entry.registration_id', 'registration.id')
    .where('registration.id', registrationId)
    .first({
      caseNumber: 'case_file.number',
      day: 'register_day_entry.day',
      volume: 'register_day_entry.volume',
    })) as {
    caseNumber: string | null;
    day: string | null;
    volume: number | null;
  };
