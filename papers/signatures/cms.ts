import { createHash } from 'node:crypto';
import { fromBER, OctetString, UTCTime, GeneralizedTime } from 'asn1js';
import {
  Certificate,
  ContentInfo,
  getCrypto,
  IssuerAndSerialNumber,
  SignedData,
  type SignerInfo,
} from 'pkijs';
import type { FoundSignature } from './report.js';

/** Object identifiers by the names of RFC 5652 and X.520. */
const oid = {
  signedData: '1.2.840.113549.1.7.2',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  commonName: '2.5.4.3',
  serialNumber: '2.5.4.5',
  organisation: '2.5.4.10',
};
const digests: Record<string, string> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

const view = (bytes: Uint8Array): ArrayBuffer =>
  bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;

/** Reads a CMS SignedData (RFC 5652). @returns null when the bytes are none; what follows it, such as padding, is passed over */
export const readSignedData = (bytes: Uint8Array): SignedData | null => {
  try {
    const { result, offset } = fromBER(view(bytes));
    if (offset === -1) return null;
    const info = new ContentInfo({ schema: result });
    return info.contentType === oid.signedData ? new SignedData({ schema: info.content }) : null;
  } catch {
    return null;
  }
};

/** The content inside a signed container; null when it is signed from outside. */
export const contentOf = ({ encapContentInfo: { eContent } }: SignedData): Buffer | null =>
  eContent ? Buffer.from(eContent.getValue()) : null;

const named = (names: Certificate['subject'], type: string): string | null => {
  const found = names.typesAndValues.find((one) => one.type === type);
  return found ? String(found.value.valueBlock.value) : null;
};

const certificateOf = (signed: SignedData, signer: SignerInfo): Certificate | undefined => {
  const certificates = (signed.certificates ?? []).filter((one) => one instanceof Certificate);
  const { sid } = signer;
  if (sid instanceof IssuerAndSerialNumber) {
    return certificates.find(
      ({ issuer, serialNumber }) => issuer.isEqual(sid.issuer) && serialNumber.isEqual(sid.serialNumber),
    );
  }
  return certificates.length === 1 ? certificates[0] : undefined; // named by its key: sure only when it is alone
};

const attribute = (signer: SignerInfo, type: string): unknown =>
  signer.signedAttrs?.attributes.find((one) => one.type === type)?.values[0];

const digestMatches = (signer: SignerInfo, content: Uint8Array): boolean | null => {
  if (!signer.signedAttrs) return null;
  const algorithm = digests[signer.digestAlgorithm.algorithmId];
  const expected = attribute(signer, oid.messageDigest);
  if (!algorithm || !(expected instanceof OctetString)) return false;
  const found = createHash(algorithm).update(content).digest();
  return found.equals(Buffer.from(expected.getValue()));
};

const keyMatches = async (
  signer: SignerInfo,
  certificate: Certificate,
  content: Uint8Array,
): Promise<boolean> => {
  const crypto = getCrypto(true);
  const covered = signer.signedAttrs ? signer.signedAttrs.encodedValue : view(content);
  const digest = digests[signer.digestAlgorithm.algorithmId]?.replace('sha', 'SHA-');
  try {
    return await crypto.verifyWithPublicKey(
      covered,
      signer.signature,
      certificate.subjectPublicKeyInfo,
      signer.signatureAlgorithm,
      digest,
    );
  } catch {
    return false; // an algorithm that we don't know proves nothing
  }
};

/**
 * Looks at every signer of a container: whether the content is what was signed, and whether with the key of the certificate
 * that comes along. Chain of trust, revocation and time are not looked at.
 * @param content what was signed; for a container without content of its own, what lies beside it
 */
export const signersOf = async (
  signed: SignedData,
  content: Uint8Array,
  coversWholeFile: boolean | null,
): Promise<FoundSignature[]> => {
  const found: FoundSignature[] = [];
  for (const signer of signed.signerInfos) {
    const certificate = certificateOf(signed, signer);
    const signatureValid = certificate ? await keyMatches(signer, certificate, content) : false;
    const claimed = attribute(signer, oid.signingTime);
    found.push({
      signer:
        (certificate &&
          (named(certificate.subject, oid.commonName) ?? named(certificate.subject, oid.organisation))) ||
        '?',
      signerCode: certificate ? named(certificate.subject, oid.serialNumber) : null,
      organisation: certificate ? named(certificate.subject, oid.organisation) : null,
      issuer:
        (certificate &&
          (named(certificate.issuer, oid.commonName) ?? named(certificate.issuer, oid.organisation))) ||
        '?',
      validFrom: certificate?.notBefore.value.toISOString() ?? '',
      validTo: certificate?.notAfter.value.toISOString() ?? '',
      claimedAt:
        claimed instanceof UTCTime || claimed instanceof GeneralizedTime
          ? claimed.toDate().toISOString()
          : null,
      contentIntact: digestMatches(signer, content) ?? signatureValid,
      signatureValid,
      coversWholeFile,
    });
  }
  return found;
};
