import { contentOf, readSignedData, signersOf } from './cms.js';
import type { SignatureReport } from './report.js';

/** How deep containers lie in one another: a document that is signed again is often put into a second one. */
const deepest = 5;

export interface OpenedContainer {
  report: SignatureReport;
  /** What was signed, out of all containers; null when it couldn't be got out. */
  content: Buffer | null;
}

/** A container as it is: in DER, or as text in base64, with or without the lines of PEM. */
const decoded = (bytes: Buffer): Buffer => {
  if (bytes[0] === 0x30) return bytes;
  const text = bytes.toString('latin1').replace(/-----[A-Z0-9 ]+-----/g, '');
  return /^[A-Za-z0-9+/=\s]+$/.test(text) ? Buffer.from(text, 'base64') : bytes;
};

/** Opens a `.p7m` (CAdES, ETSI EN 319 122) and the ones inside it; the outermost signatures come first. */
export const openContainer = async (p7m: Buffer): Promise<OpenedContainer> => {
  const report: SignatureReport = { format: 'CAdES', signatures: [], problem: null };
  let content: Buffer | null = null;
  let next = decoded(p7m);
  for (let depth = 0; depth < deepest; depth += 1) {
    const signed = readSignedData(next);
    const inside = signed ? contentOf(signed) : null;
    if (!signed || !inside) break;
    report.signatures.push(...(await signersOf(signed, inside, null)));
    content = inside;
    next = inside;
  }
  if (!content) report.problem = 'unreadable';
  return { report, content };
};
