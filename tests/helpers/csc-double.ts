import { constants, privateEncrypt, type KeyObject } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { keyAndCertificate } from './signer.js';

/** A remote signature service that speaks the Cloud Signature Consortium's API 1.0.4, as far as signing a hash goes. */
export interface CscDouble {
  url: string;
  secret: string;
  pin: string;
  /** What was sent to the signer's phone. */
  lastOtp(): string;
  /** Methods called, in order. */
  calls: string[];
  close(): Promise<void>;
}

const sha256Prefix = Buffer.from('3031300d060960864801650304020105000420', 'hex');
const bodyOf = async (request: IncomingMessage): Promise<Record<string, unknown>> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString() || '{}') as Record<string, unknown>;
};

type Answer = [status: number, body: object];
const wrong = (error: string, description: string): Answer => [
  400,
  { error, error_description: description },
];

export const startCscDouble = async (): Promise<CscDouble> => {
  const { certificate, privateKey } = await keyAndCertificate('Paola Guidetti', 'TINIT-GDTPLA70A41F257X');
  const secret = 'segreto-di-prova';
  const pin = '12345678';
  const calls: string[] = [];
  let otp = '';
  let authorized: { sad: string; hash: string } | null = null;

  const answers: Record<string, (body: Record<string, unknown>) => Answer> = {
    'oauth2/token': (body) =>
      body['client_secret'] === secret && body['grant_type'] === 'client_credentials'
        ? [200, { access_token: 'gettone', token_type: 'Bearer', expires_in: 3600 }]
        : wrong('invalid_client', 'client sconosciuto'),
    'credentials/list': (body) => [200, { credentialIDs: body['userID'] === 'paola' ? ['cred-1'] : [] }],
    'credentials/info': () => [
      200,
      {
        key: { status: 'enabled', algo: ['1.2.840.113549.1.1.11'], len: 2048 },
        cert: { status: 'valid', certificates: [certificate.toString('base64')] },
        authMode: 'explicit',
        PIN: { presence: 'true', format: 'N' },
        OTP: { presence: 'true', type: 'online', format: 'N' },
        multisign: 1,
        lang: 'it-IT',
      },
    ],
    'credentials/sendOTP': () => {
      otp = '482913';
      return [204, {}];
    },
    'credentials/authorize': (body) => {
      if (body['PIN'] !== pin) return wrong('invalid_pin', 'PIN sbagliato');
      if (body['OTP'] !== otp || otp === '') return wrong('invalid_otp', 'codice sbagliato');
      authorized = { sad: 'sad-1', hash: (body['hash'] as string[])[0] ?? '' };
      return [200, { SAD: authorized.sad, expiresIn: 300 }];
    },
    'signatures/signHash': (body) => {
      const [hash = ''] = body['hash'] as string[];
      if (!authorized || body['SAD'] !== authorized.sad || hash !== authorized.hash)
        return wrong('invalid_request', 'SAD non valida per questa impronta');
      authorized = null;
      const digest = Buffer.concat([sha256Prefix, Buffer.from(hash, 'base64')]);
      const key: KeyObject = privateKey;
      const signature = privateEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, digest);
      return [200, { signatures: [signature.toString('base64')] }];
    },
  };

  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const method = (request.url ?? '').replace('/csc/v1/', '');
      calls.push(method);
      const isAllowed = method === 'oauth2/token' || request.headers.authorization === 'Bearer gettone';
      const [status, answer] = isAllowed
        ? (answers[method]?.(body) ?? wrong('invalid_request', 'metodo sconosciuto'))
        : ([401, { error: 'invalid_token' }] as Answer);
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(status === 204 ? undefined : JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/csc/v1`,
    secret,
    pin,
    lastOtp: () => otp,
    calls,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
};
