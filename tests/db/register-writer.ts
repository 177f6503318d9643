import { connect } from '../../db/connect.js';
import { registerDocument } from '../../db/transactions/register-document.js';

/** One process with several writers: each takes a document that has no registration yet and registers it, until none is left. */
const writers = Number(process.env['WRITERS']);
const db = connect(process.env['DATABASE_URL'] ?? '', writers);

interface Waiting {
  id: string;
  sha256: string;
  created_at: Date;
}

const registerNext = (): Promise<boolean> =>
  db.transaction(async (trx) => {
    // Others pass over a document that is being registered; when its writer is killed, it is there again
    const { rows } = await trx.raw<{ rows: Waiting[] }>(
      `with next as (select document_id from to_register order by document_id limit 1 for update skip locked),
         taken as (delete from to_register using next where to_register.document_id = next.document_id)
       select id, sha256, created_at from document join next on next.document_id = document.id`,
    );
    const [document] = rows;
    if (!document) return false;
    await registerDocument(trx, {
      documentId: document.id,
      sha256: document.sha256,
      direction: 'incoming',
      object: 'Prova',
      correspondents: [{ name: 'Prova', role: 'mittente' }],
      caseId: null,
      presentedAt: document.created_at,
      at: document.created_at,
      registeredBy: `processo ${process.pid}`,
    });
    return true;
  });

const write = async (): Promise<void> => {
  while (await registerNext());
};

await Promise.all(Array.from({ length: writers }, write));
await db.destroy();
