import type { Knex } from 'knex';
import type { Actor } from '../../core/actor.js';
import type { ReadableTwin } from '../../papers/signatures/inspect.js';
import type { SignatureReport } from '../../papers/signatures/report.js';
import { Document } from '../models/document.js';

export interface ReceivedDocument {
  field: string;
  filename: string;
  mediaType: string;
  storageKey: string;
  sha256: string;
  /** Bytes. */
  size: number;
  antivirus?: 'clean' | 'unchecked' | null;
  signatures?: SignatureReport | null;
  /** The readable content of a signed container; it belongs to the container and goes where that goes. */
  twin?: ReadableTwin | null;
}

/**
 * Notes a file that arrived with a form. It belongs to no case until the form is accepted (`attachDocuments`).
 * @returns its id
 */
export const receiveDocument = async (
  trx: Knex,
  { actor, at, twin, ...file }: ReceivedDocument & { actor: Actor; at: Date },
): Promise<string> => {
  const { id } = await Document.query(trx)
    .insert({
      ...file,
      size: String(file.size),
      direction: 'incoming',
      title: titleOf(file.filename),
      uploadedBy: actor.id,
      createdAt: at,
    })
    .returning('id');
  if (twin) {
    await Document.query(trx).insert({
      ...twin,
      size: String(twin.size),
      direction: 'incoming',
      title: titleOf(twin.filename),
      uploadedBy: actor.id,
      createdAt: at,
      twinOf: id,
      antivirus: file.antivirus ?? null,
    });
  }
  return id;
};

/** A file's name without its ending, and without that of a signed container. */
const titleOf = (filename: string): string => filename.replace(/(\.p7m)*$/i, '').replace(/\.[^.]+$/, '');
