import type { Knex } from 'knex';
import type { Actor } from '../../core/actor.js';
import type { JsonObject } from '../../core/json.js';
import type { Services } from '../../core/services.js';
import { Document } from '../models/document.js';

export interface IncomingStatement {
  caseId: string | null;
  direction?: Document['direction'];
  /** `Istanza`, `Osservazioni`: what the register and the lists call it. */
  title: string;
  /** File name without ending. */
  name: string;
  /** Who states what, when: kept whole, in the order of its keys, so that the hash can be verified for ever. */
  content: JsonObject;
  actor: Actor;
  at: Date;
}

/**
 * What a person declared at the desk, as the document that the register protects with its hash: the bare data, apart
 * from any layout. The readable copy is the receipt, which lists the same answers.
 */
export const writeStatement = async (
  services: Services,
  trx: Knex,
  { caseId, direction = 'incoming', title, name, content, actor, at }: IncomingStatement,
): Promise<Document> => {
  const stored = await services.documents.put(Buffer.from(`${JSON.stringify(content, null, 2)}\n`));
  return Document.query(trx)
    .insert({
      caseId,
      direction,
      title,
      filename: `${name}.json`,
      mediaType: 'application/json',
      size: String(stored.size),
      sha256: stored.sha256,
      storageKey: stored.storageKey,
      uploadedBy: actor.id,
      createdAt: at,
    })
    .returning('*');
};
