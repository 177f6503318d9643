import { createHash, KeyObject, webcrypto } from 'node:crypto';
import { Integer, ObjectIdentifier, OctetString, PrintableString, UTCTime, Utf8String } from 'asn1js';
import {
  AttributeTypeAndValue,
  Attribute,
  Certificate,
  ContentInfo,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
} from 'pkijs';

/** Somebody with a key and a certificate of their own making. */
export interface Signer {
  /** A CMS SignedData in DER. @param detached the content stays outside */
  sign(content: Buffer, options?: { detached?: boolean; at?: Date }): Promise<Buffer>;
}

const algorithm = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  modulusLength: 2048,
  publicExponent: new Uint8Array([1, 0, 1]),
};
const data = '1.2.840.113549.1.7.1';

/** Makes a key and a self-signed certificate. @param code serial number of the subject */
const ownCertificate = async (name: string, code: string) => {
  const { privateKey, publicKey } = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = new Certificate({ version: 2, serialNumber: new Integer({ value: 7 }) });
  const named = (type: string, value: Utf8String | PrintableString) =>
    new AttributeTypeAndValue({ type, value });
  for (const names of [certificate.subject, certificate.issuer]) {
    names.typesAndValues.push(named('2.5.4.3', new Utf8String({ value: name })));
    names.typesAndValues.push(named('2.5.4.5', new PrintableString({ value: code })));
  }
  certificate.notBefore.value = new Date('2025-01-01T00:00:00Z');
  certificate.notAfter.value = new Date('2028-01-01T00:00:00Z');
  await certificate.subjectPublicKeyInfo.importKey(publicKey as CryptoKey);
  await certificate.sign(privateKey as CryptoKey, 'SHA-256');
  return { privateKey, certificate };
};

/** The same for services that sign: the certificate in DER and the key. */
export const keyAndCertificate = async (
  name: string,
  code: string,
): Promise<{ certificate: Buffer; privateKey: KeyObject }> => {
  const { privateKey, certificate } = await ownCertificate(name, code);
  return {
    certificate: Buffer.from(certificate.toSchema(true).toBER()),
    privateKey: KeyObject.from(privateKey),
  };
};

/** Somebody who signs with a key of their own. @param code serial number of the subject */
export const signer = async (name: string, code: string): Promise<Signer> => {
  const { privateKey, certificate } = await ownCertificate(name, code);
  return {
    async sign(content, { detached = false, at = new Date('2026-03-02T09:00:00Z') } = {}) {
      const attribute = (type: string, value: unknown) => new Attribute({ type, values: [value] as never });
      const digest = createHash('sha256').update(content).digest();
      const info = new SignerInfo({
        version: 1,
        sid: new IssuerAndSerialNumber({
          issuer: certificate.issuer,
          serialNumber: certificate.serialNumber,
        }),
        signedAttrs: new SignedAndUnsignedAttributes({
          type: 0,
          attributes: [
            attribute('1.2.840.113549.1.9.3', new ObjectIdentifier({ value: data })),
            attribute('1.2.840.113549.1.9.5', new UTCTime({ valueDate: at })),
            attribute('1.2.840.113549.1.9.4', new OctetString({ valueHex: new Uint8Array(digest).buffer })),
          ],
        }),
      });
      const signed = new SignedData({
        version: 1,
        encapContentInfo: new EncapsulatedContentInfo({
          eContentType: data,
          ...(detached ? {} : { eContent: new OctetString({ valueHex: new Uint8Array(content).buffer }) }),
        }),
        signerInfos: [info],
        certificates: [certificate],
      });
      await signed.sign(privateKey as CryptoKey, 0, 'SHA-256', new Uint8Array(content).buffer);
      const container = new ContentInfo({
        contentType: ContentInfo.SIGNED_DATA,
        content: signed.toSchema(true),
      });
      return Buffer.from(container.toSchema().toBER());
    },
  };
};

/** Signs a PDF as PAdES does: a dictionary after the file's end, whose hole is filled with the signature of all around it. */
export const signPdf = async (pdf: Buffer, by: Signer): Promise<Buffer> => {
  const room = 8192;
  const hole = `<${'0'.repeat(room)}>`;
  const range = '/ByteRange [0 0000000000 0000000000 0000000000]';
  const head = `\n99 0 obj\n<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached ${range} /Contents `;
  const before = Buffer.concat([pdf, Buffer.from(head)]);
  const after = Buffer.from(' >>\nendobj\ntrailer\n<< >>\n%%EOF\n');
  const start = before.length + hole.length;
  const numbers = [before.length, start, after.length].map((n) => String(n).padStart(10, '0'));
  const filled = Buffer.from(
    before.toString('latin1').replace(range, `/ByteRange [0 ${numbers.join(' ')}]`),
    'latin1',
  );
  const signature = await by.sign(Buffer.concat([filled, after]), { detached: true });
  const hex = signature.toString('hex').padEnd(room, '0');
  return Buffer.concat([filled, Buffer.from(`<${hex}>`), after]);
};
