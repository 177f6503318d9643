/** Who a signature says it is from, and what of it could be verified without asking anybody else. */
export interface FoundSignature {
  /** Common name in the signer's certificate, as embedded. */
  signer: string;
  /** Serial number in the subject: for Italian signers `TINIT-` and the tax code. */
  signerCode: string | null;
  organisation: string | null;
  issuer: string;
  /** ISO moments between which the certificate is meant to be used. */
  validFrom: string;
  validTo: string;
  /** What the signer's computer said, not proven by a time stamp. */
  claimedAt: string | null;
  /** The content is what was signed: its digest is the one inside the signature. */
  contentIntact: boolean;
  /** The signature was made with the key of the embedded certificate. */
  signatureValid: boolean;
  /** PAdES: the signature covers the file to its end; false when something was added after it. */
  coversWholeFile: boolean | null;
}

/** What was found in a document that can be signed. */
export interface SignatureReport {
  format: 'PAdES' | 'CAdES';
  signatures: FoundSignature[];
  /** Why a container could not be read, when it could not. */
  problem: 'unreadable' | null;
}
