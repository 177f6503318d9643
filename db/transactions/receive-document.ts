import type { Knex } from 'knex';
import type { Actor } from '../../core/actor.js';
import { Document } from '../models/document.js';

export interface ReceivedDocument {
  field: string;
  filename: string;
  mediaType: string;
  storageKey: string;
  sha256: string;
  /** Bytes. */
  size: number;
}

/**
 * Notes a file that arrived with a form. It belongs to no case until the form is accepted (`attachDocuments`).
 * @returns its id
 */
export const receiveDocument = async (
  trx: Knex,
  { actor, at, ...file }: ReceivedDocument & { actor: Actor; at: Date },
): Promise<string> => {
  const { id } = await Document.query(trx)
    .insert({
      ...file,
      size: String(file.size),
      direction: 'incoming',
      title: file.filename.replace(/\.[^.]+$/, ''),
      uploadedBy: actor.id,
      createdAt: at,
    })
    .returning('id');
  return id;
};
