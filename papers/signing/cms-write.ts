import { createHash } from 'node:crypto';
import { fromBER, ObjectIdentifier, OctetString, Sequence, Set as AsnSet } from 'asn1js';
import {
  AlgorithmIdentifier,
  Attribute,
  Certificate,
  ContentInfo,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
} from 'pkijs';

const oid = {
  data: '1.2.840.113549.1.7.1',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  sha256: '2.16.840.1.101.3.4.2.1',
  rsa: '1.2.840.113549.1.1.1',
};

const view = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;
const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

const certificateOf = (der: Buffer): Certificate => new Certificate({ schema: fromBER(view(der)).result });

/** ESSCertIDv2 with the default SHA-256: binds the signature to the certificate (ETSI EN 319 122-1, 5.2.2.3). */
const signingCertificate = (der: Buffer): Sequence =>
  new Sequence({
    value: [
      new Sequence({
        value: [new Sequence({ value: [new OctetString({ valueHex: view(sha256(der)) })] })],
      }),
    ],
  });

const attribute = (type: string, value: unknown): Attribute =>
  new Attribute({ type, values: [value] as never });

/** What is signed: digest of the content and certificate. PAdES has the time in the dictionary, not here (EN 319 142-1, 6.3). */
export const signedAttributes = (content: Buffer, certificate: Buffer): Buffer => {
  const attributes = [
    attribute(oid.contentType, new ObjectIdentifier({ value: oid.data })),
    attribute(oid.messageDigest, new OctetString({ valueHex: view(sha256(content)) })),
    attribute(oid.signingCertificateV2, signingCertificate(certificate)),
  ];
  const encoded = attributes.map((one) => ({ one, der: Buffer.from(one.toSchema().toBER()) }));
  encoded.sort((a, b) => Buffer.compare(a.der, b.der)); // a SET OF in DER is sorted (X.690, 11.6)
  return Buffer.from(new AsnSet({ value: encoded.map(({ one }) => one.toSchema()) }).toBER());
};

/**
 * Puts a signature that was made elsewhere into a detached CMS (CAdES baseline, ETSI EN 319 122).
 * @param attributes as `signedAttributes` gives them: their hash is what was signed
 */
export const detachedCms = (attributes: Buffer, signature: Buffer, certificates: Buffer[]): Buffer => {
  const parsed = certificates.map(certificateOf);
  const [own] = parsed;
  if (!own) throw new Error('a signature needs the certificate of its signer');
  const set = fromBER(view(attributes)).result as AsnSet;
  const info = new SignerInfo({
    version: 1,
    sid: new IssuerAndSerialNumber({ issuer: own.issuer, serialNumber: own.serialNumber }),
    digestAlgorithm: new AlgorithmIdentifier({ algorithmId: oid.sha256 }),
    signedAttrs: new SignedAndUnsignedAttributes({
      type: 0,
      attributes: set.valueBlock.value.map((schema) => new Attribute({ schema })),
    }),
    signatureAlgorithm: new AlgorithmIdentifier({ algorithmId: oid.rsa }),
    signature: new OctetString({ valueHex: view(signature) }),
  });
  const signed = new SignedData({
    version: 1,
    digestAlgorithms: [new AlgorithmIdentifier({ algorithmId: oid.sha256 })],
    encapContentInfo: new EncapsulatedContentInfo({ eContentType: oid.data }),
    signerInfos: [info],
    certificates: parsed,
  });
  const container = new ContentInfo({ contentType: ContentInfo.SIGNED_DATA, content: signed.toSchema(true) });
  return Buffer.from(container.toSchema().toBER());
};
