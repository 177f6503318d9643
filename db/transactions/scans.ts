import { demand, systemActor, type Actor } from '../../core/actor.js';
import { ConflictError } from '../../core/errors.js';
import type { Services } from '../../core/services.js';
import { audit } from '../audit.js';
import { notify } from '../listen.js';
import { Document } from '../models/document.js';
import { receiveDocument, type ReceivedDocument } from './receive-document.js';

/** A file of the scan folder, taken in or refused with a reason. */
export type ScannedFile = { name: string; fileTime: Date } & (
  { received: ReceivedDocument } | { refusal: string }
);

/** Notes a file of the scan folder, once: the same name, time and content seen again is the same scan. */
export const takeScan = ({ db, clock }: Services, file: ScannedFile): Promise<void> =>
  db.transaction(async (trx) => {
    await trx.raw('select pg_advisory_xact_lock(hashtext(?))', [`scan ${file.name}`]);
    const received = 'received' in file ? file.received : null;
    const mark = { filename: file.name, file_time: file.fileTime, sha256: received?.sha256 ?? '' };
    if (await trx('scan').where(mark).first('id')) return;
    const at = clock.now();
    const documentId = received ? await receiveDocument(trx, { ...received, actor: systemActor, at }) : null;
    await trx('scan').insert({
      ...mark,
      document_id: documentId,
      refusal: 'refusal' in file ? file.refusal : null,
      status: documentId ? 'waiting' : 'refused',
      taken_at: at,
    });
    await audit(trx, {
      at,
      actor: systemActor,
      act: documentId ? 'scansione.ricevuta' : 'scansione.rifiutata',
      details: { file: file.name },
    });
    await notify(trx, 'projection');
  });

interface ScanRow {
  id: string;
  filename: string;
  document_id: string | null;
}

/** The scan, locked, if nobody has filed it yet. @throws ConflictError otherwise */
const waiting = async (trx: Parameters<typeof audit>[0], scanId: string): Promise<ScanRow> => {
  const scan = (await trx('scan')
    .where({ id: scanId })
    .whereIn('status', ['waiting', 'refused'])
    .forUpdate()
    .first('id', 'filename', 'document_id')) as ScanRow | undefined;
  if (scan) return scan;
  throw new ConflictError('scan.gone', {
    message: 'Questa scansione l’ha già presa qualcun altro.',
    remedy: 'Torna all’elenco delle scansioni: mostra quelle che restano.',
  });
};

/** Makes a scan part of a case; the caller has checked that the person may know it. */
export const attachScan = (
  services: Services,
  actor: Actor,
  { scanId, caseId }: { scanId: string; caseId: string },
): Promise<void> => {
  demand(actor, 'operator');
  return services.db.transaction(async (trx) => {
    const scan = await waiting(trx, scanId);
    const at = services.clock.now();
    await Document.query(trx).patch({ caseId, uploadedBy: actor.id }).where({ id: scan.document_id });
    await trx('scan').where({ id: scanId }).update({ status: 'attached', done_at: at, done_by: actor.id });
    await audit(trx, {
      at,
      actor,
      act: 'documento.associato',
      caseId,
      details: { documento: scan.filename },
    });
    await notify(trx, 'projection', caseId);
  });
};

/** Takes a scan off the list: a blank page, a wrong feed. The file itself stays in the folder. */
export const discardScan = (services: Services, actor: Actor, scanId: string): Promise<void> => {
  demand(actor, 'operator', 'registrar');
  return services.db.transaction(async (trx) => {
    const scan = await waiting(trx, scanId);
    const at = services.clock.now();
    const change = { status: 'discarded', document_id: null, done_at: at, done_by: actor.id };
    await trx('scan').where({ id: scanId }).update(change);
    if (scan.document_id) await Document.query(trx).deleteById(scan.document_id);
    await audit(trx, { at, actor, act: 'scansione.scartata', details: { file: scan.filename } });
    await notify(trx, 'projection');
  });
};
