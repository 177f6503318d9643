import { systemActor } from '../../core/actor.js';
import { errorText } from '../../core/errors.js';
import type { Services } from '../../core/services.js';
import { scannerOf, type Verdict, type VirusScanner } from '../../papers/clamd.js';
import { audit } from '../audit.js';
import { notify } from '../listen.js';
import { Document } from '../models/document.js';

/** Documents looked at in one turn; the scanner has the desk's files to read as well. */
const mostAtOnce = 20;

const verdictOn = async (
  services: Services,
  scanner: VirusScanner,
  { storageKey }: Document,
): Promise<Verdict> => {
  const scan = scanner.open();
  try {
    for await (const chunk of services.documents.open(storageKey)) await scan.write(chunk as Buffer);
    return await scan.verdict();
  } catch (error) {
    return { state: 'unknown', why: errorText(error) };
  } finally {
    scan.abort();
  }
};

/**
 * Looks at the documents that were accepted while the scanner was away. One with a virus stays where it is, because the
 * register seals it, but nobody can open it any more.
 * @returns how many were judged
 */
export const checkUnchecked = async (services: Services): Promise<number> => {
  const scanner = scannerOf(services.config);
  if (!scanner) return 0;
  const unchecked = await Document.query(services.db)
    .where({ antivirus: 'unchecked' })
    .orderBy('created_at')
    .limit(mostAtOnce);
  let judged = 0;
  for (const document of unchecked) {
    const verdict = await verdictOn(services, scanner, document);
    if (verdict.state === 'unknown') continue; // another turn
    await settle(services, document, verdict);
    judged += 1;
  }
  return judged;
};

const settle = (
  { db, clock }: Services,
  { id, caseId, title }: Document,
  verdict: Exclude<Verdict, { state: 'unknown' }>,
): Promise<void> =>
  db.transaction(async (trx) => {
    await Document.query(trx).findById(id).patch({ antivirus: verdict.state });
    if (verdict.state !== 'infected') return;
    await audit(trx, {
      at: clock.now(),
      actor: systemActor,
      act: 'documento.infetto',
      caseId,
      details: { documento: title, virus: verdict.virus },
    });
    await notify(trx, 'projection', caseId ?? '');
  });
