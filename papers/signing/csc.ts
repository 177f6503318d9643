import { z } from 'zod';
import { BusinessError, errorText } from '../../core/errors.js';
import type { SigningPerson, SigningPort, SigningSecrets } from './port.js';

/** How to reach a remote signature service that speaks the Cloud Signature Consortium's API, version 1.0.4. */
export interface CscSettings {
  /** Base address, for example `https://firma.example/csc/v1`. */
  url: string;
  clientId: string;
  clientSecret: string;
}

const rsaSha256 = '1.2.840.113549.1.1.11';
const sha256 = '2.16.840.1.101.3.4.2.1';
const timeLimitMs = 20_000;

const tokenSchema = z.object({ access_token: z.string() });
const listSchema = z.object({ credentialIDs: z.array(z.string()) });
const infoSchema = z.object({
  key: z.object({ status: z.string(), algo: z.array(z.string()) }),
  cert: z.object({ certificates: z.array(z.string()).min(1) }),
  authMode: z.string(),
  OTP: z.object({ type: z.string().optional() }).optional(),
});
const authorizeSchema = z.object({ SAD: z.string() });
const signaturesSchema = z.object({ signatures: z.array(z.string()).length(1) });
const errorSchema = z.object({ error: z.string().optional(), error_description: z.string().optional() });

const away = (reason: string): BusinessError =>
  new BusinessError('signing.away', {
    message: `Il servizio di firma non risponde come deve: ${reason}.`,
    remedy: 'Riprova tra poco; intanto puoi scaricare la copia, firmarla e caricarla.',
  });

const refused = (reason: string): BusinessError =>
  new BusinessError('signing.refused', {
    message: `Il servizio di firma ha rifiutato: ${reason}.`,
    remedy: 'Controlla PIN e codice usa e getta e riprova.',
  });

const noCredential = (): BusinessError =>
  new BusinessError('signing.no-credential', {
    message: 'Il servizio di firma non ha un certificato valido a tuo nome.',
    remedy: 'Chiedi all’amministratore di attivarlo; intanto puoi firmare con il tuo dispositivo e caricare il file.',
  });

/** Signs by a remote service: `oauth2/token`, `credentials/list`, `info`, `sendOTP`, `authorize`, `signatures/signHash`. */
export const cscSigning = ({ url, clientId, clientSecret }: CscSettings): SigningPort => {
  const call = async <T>(path: string, body: object, schema: z.ZodType<T>, token?: string): Promise<T> => {
    const response = await fetch(`${url.replace(/\/$/, '')}/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(timeLimitMs),
    }).catch((error: unknown) => {
      throw away(errorText(error));
    });
    const answer: unknown = response.status === 204 ? {} : await response.json().catch(() => null);
    if (response.status >= 500) throw away(`errore ${response.status}`);
    if (!response.ok) {
      const told = errorSchema.safeParse(answer).data;
      throw refused(told?.error_description ?? told?.error ?? `errore ${response.status}`);
    }
    const parsed = schema.safeParse(answer);
    if (!parsed.success) throw away('la risposta non è quella del protocollo');
    return parsed.data;
  };
  const login = async (): Promise<string> => {
    const client = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret };
    return (await call('oauth2/token', client, tokenSchema)).access_token;
  };

  return {
    kind: 'service',
    async credentialOf({ username }: SigningPerson) {
      const token = await login();
      const { credentialIDs } = await call('credentials/list', { userID: username }, listSchema, token);
      const [credentialID] = credentialIDs;
      if (!credentialID) throw noCredential();
      const info = await call('credentials/info', { credentialID, certificates: 'chain', certInfo: true, authInfo: true }, infoSchema, token);
      if (info.key.status !== 'enabled' || !info.key.algo.some((algo) => [rsaSha256, '1.2.840.113549.1.1.1'].includes(algo)))
        throw noCredential();
      return {
        certificates: info.cert.certificates.map((one) => Buffer.from(one, 'base64')),
        ...(info.OTP?.type === 'online'
          ? { sendOtp: async () => void (await call('credentials/sendOTP', { credentialID }, z.object({}), token)) }
          : {}),
        async signHash(hash: Buffer, { pin, otp }: SigningSecrets) {
          const one = [hash.toString('base64')];
          const { SAD } = await call(
            'credentials/authorize',
            { credentialID, numSignatures: 1, hash: one, ...(pin ? { PIN: pin } : {}), ...(otp ? { OTP: otp } : {}) },
            authorizeSchema,
            token,
          );
          const { signatures } = await call(
            'signatures/signHash',
            { credentialID, SAD, hash: one, hashAlgo: sha256, signAlgo: rsaSha256 },
            signaturesSchema,
            token,
          );
          return Buffer.from(signatures[0] ?? '', 'base64');
        },
      };
    },
  };
};
