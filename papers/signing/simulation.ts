import {
  constants,
  createHash,
  generateKeyPairSync,
  privateEncrypt,
  webcrypto,
  type KeyObject,
} from 'node:crypto';
import { Integer, Utf8String } from 'asn1js';
import { AttributeTypeAndValue, Certificate } from 'pkijs';
import type { SigningPort } from './port.js';

/** The DER that stands before a SHA-256 hash in a PKCS#1 v1.5 signature (RFC 8017, 9.2). */
const digestInfo = Buffer.from('3031300d060960864801650304020105000420', 'hex');

/** A certificate of our own making, which says in its name that it is worth nothing. */
const certificateFor = async (name: string, publicKey: KeyObject, privateKey: KeyObject, at: Date) => {
  const certificate = new Certificate({
    version: 2,
    serialNumber: new Integer({ value: createHash('sha256').update(name).digest().readUInt32BE(0) || 1 }),
  });
  const named = (type: string, value: Utf8String) => new AttributeTypeAndValue({ type, value });
  for (const names of [certificate.subject, certificate.issuer]) {
    names.typesAndValues.push(
      named('2.5.4.10', new Utf8String({ value: 'Simulazione senza valore legale' })),
    );
    names.typesAndValues.push(named('2.5.4.3', new Utf8String({ value: `SIMULAZIONE - ${name}` })));
  }
  certificate.notBefore.value = new Date(at.getTime() - 86_400_000);
  certificate.notAfter.value = new Date(at.getTime() + 365 * 86_400_000);
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
  const [spki, pkcs8] = [
    publicKey.export({ type: 'spki', format: 'der' }),
    privateKey.export({ type: 'pkcs8', format: 'der' }),
  ];
  const { subtle } = webcrypto;
  await certificate.subjectPublicKeyInfo.importKey(
    (await subtle.importKey('spki', spki, algorithm, true, ['verify'])) as CryptoKey,
  );
  await certificate.sign(
    (await subtle.importKey('pkcs8', pkcs8, algorithm, true, ['sign'])) as CryptoKey,
    'SHA-256',
  );
  return Buffer.from(certificate.toSchema(true).toBER());
};

/** Signs on this machine, with a key made for the moment: for demonstrations and training, and labelled so everywhere. */
export const simulatedSigning = (clock: { now(): Date }): SigningPort => ({
  kind: 'simulation',
  async credentialOf({ name }) {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    return {
      certificates: [await certificateFor(name, publicKey, privateKey, clock.now())],
      signHash: (hash) =>
        Promise.resolve(
          privateEncrypt(
            { key: privateKey, padding: constants.RSA_PKCS1_PADDING },
            Buffer.concat([digestInfo, hash]),
          ),
        ),
    };
  },
});
