import { Readable } from 'node:stream';
import type { DocumentStore, StoredDocument } from '../../db/document-store.js';
import { judgeKind, headSize } from '../../web/uploads/kinds.js';
import { openContainer } from './cades.js';
import { inspectPdf } from './pades.js';
import type { SignatureReport } from './report.js';

/** What a signed container holds, stored by itself so that it can be read. */
export interface ReadableTwin extends StoredDocument {
  filename: string;
  mediaType: string;
}

export interface Inspection {
  signatures: SignatureReport | null;
  twin: ReadableTwin | null;
}

export interface Inspected {
  filename: string;
  mediaType: string;
  storageKey: string;
}

/** `atto.pdf.p7m.p7m` → `atto.pdf`; a container that doesn't say what it holds is taken for a PDF. */
const innerName = (filename: string): string => {
  const bare = filename.replace(/(\.p7m)+$/i, '');
  return /\.[a-z0-9]{2,5}$/i.test(bare) ? bare : `${bare}.pdf`;
};

const storeTwin = async (
  store: DocumentStore,
  filename: string,
  content: Buffer,
): Promise<ReadableTwin | null> => {
  const name = innerName(filename);
  const kind = await judgeKind(name, content.subarray(0, headSize));
  if (!kind.ok) return null; // nothing that could not have been sent by itself comes in inside a container
  return { filename: name, mediaType: kind.mediaType, ...(await store.put(Readable.from([content]))) };
};

/** Looks for signatures in a stored file, and takes the content out of a signed container. Other kinds have none. */
export const inspect = async (store: DocumentStore, file: Inspected): Promise<Inspection> => {
  if (file.mediaType === 'application/pdf')
    return { signatures: await inspectPdf(await store.read(file.storageKey)), twin: null };
  if (file.mediaType !== 'application/pkcs7-mime') return { signatures: null, twin: null };
  const { report, content } = await openContainer(await store.read(file.storageKey));
  const twin = content ? await storeTwin(store, file.filename, content) : null;
  return { signatures: report, twin };
};
