import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { z } from 'zod';
import { inRepo } from './paths.js';

const port = z.coerce.number().int().min(0).max(65535);
const flag = z.enum(['true', 'false', '1', '0', '']).transform((value) => value === 'true' || value === '1');
const roles = ['web', 'workers', 'stream', 'dispatcher'] as const;
export type Role = (typeof roles)[number];

/** Every setting, its default and what it is for. The README's table is generated from this. */
const settings = {
  SPORTELLO_DATA: z.string().default(inRepo('.data')).describe('cartella dei dati'),
  SPORTELLO_CACHE: z
    .string()
    .default(resolve(homedir(), '.cache/sportello'))
    .describe('cartella dove resta il motore scaricato una volta'),
  SPORTELLO_HOST: z.string().default('127.0.0.1').describe('indirizzo su cui rispondono le pagine'),
  SPORTELLO_PORT: port.default(3000).describe('porta delle pagine'),
  SPORTELLO_PUBLIC_URL: z
    .url()
    .optional()
    .describe(
      'indirizzo da cui il pubblico apre le pagine, stampato sulle ricevute; se manca, quello delle pagine',
    ),
  SPORTELLO_PROXY: flag
    .default(false)
    .describe('true: davanti c’è un proxy, e l’indirizzo di chi chiede è l’ultimo di X-Forwarded-For'),
  SPORTELLO_DEMO: flag.default(true).describe('dati e utenti dimostrativi; false in produzione'),
  SPORTELLO_SECRET: z
    .string()
    .min(32)
    .optional()
    .describe('chiave che firma le sessioni; se manca viene creata nella cartella dei dati'),
  SPORTELLO_ROLES: z
    .string()
    .default(roles.join(','))
    .transform((text) => text.split(',').map((role) => role.trim()))
    .pipe(z.array(z.enum(roles)).min(1))
    .describe('parti che questo processo svolge: web, workers, stream, dispatcher'),
  SPORTELLO_LOG: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'])
    .default('warn')
    .describe('livello del registro tecnico'),
  SPORTELLO_CLOCK: z
    .enum(['system', 'controlled'])
    .default('system')
    .describe('controlled: orologio spostabile, solo per prove e palestra'),
  SPORTELLO_GYM_IDLE: z.coerce
    .number()
    .min(0)
    .default(30)
    .describe(
      'minuti senza uso dopo i quali la palestra si ferma; 0: questa installazione non ha una palestra',
    ),
  SPORTELLO_GYM_PORT: port.default(0).describe('porta delle pagine della palestra; 0: una libera'),
  SPORTELLO_GYM_URL: z
    .url()
    .optional()
    .describe('indirizzo da cui gli analisti aprono la palestra, se non è quello delle sue pagine'),
  SPORTELLO_GYM_OF: z
    .url()
    .optional()
    .describe('banca dati di cui questo ambiente è la palestra: la imposta Sportello quando la avvia'),
  SPORTELLO_UPLOAD_LIMIT_MB: z.coerce
    .number()
    .positive()
    .default(50)
    .describe('grandezza massima di un allegato'),
  SPORTELLO_SCAN_FOLDER: z
    .string()
    .optional()
    .describe('cartella in cui lo scanner mette i file: diventano scansioni da associare'),
  S3_ENDPOINT: z
    .url()
    .optional()
    .describe('archivio S3 dei documenti al posto della cartella, per esempio https://s3.esempio.it'),
  S3_BUCKET: z.string().optional().describe('secchio dei documenti'),
  S3_REGION: z.string().default('us-east-1').describe('regione S3'),
  S3_ACCESS_KEY: z.string().optional().describe('chiave di accesso S3'),
  S3_SECRET_KEY: z.string().optional().describe('chiave segreta S3'),
  CLAMD_ADDRESS: z
    .string()
    .optional()
    .describe('antivirus clamd: host:porta o socket unix; se manca i file non sono controllati'),
  CLAMD_WHEN_AWAY: z
    .enum(['refuse', 'accept'])
    .default('refuse')
    .describe(
      'se l’antivirus non risponde: refuse rifiuta i file, accept li prende e li segna da controllare',
    ),
  DATABASE_URL: z.url().optional().describe('PostgreSQL 14 o successivo al posto di quello incorporato'),
  POSTGRES_PORT: port.default(5442).describe('porta del PostgreSQL incorporato'),
  ZEEBE_ADDRESS: z.string().optional().describe('cluster Zeebe al posto di quello incorporato (host:porta)'),
  ZEEBE_PORT: port.default(26510).describe('porta gRPC dello Zeebe incorporato'),
  ZEEBE_COMMAND_PORT: port.default(26511).describe('porta interna dei comandi'),
  ZEEBE_INTERNAL_PORT: port.default(26512).describe('porta interna del cluster'),
  ZEEBE_REST_PORT: port.default(26513).describe('porta REST dello Zeebe incorporato'),
  ZEEBE_MANAGEMENT_PORT: port.default(26514).describe('porta di salute dello Zeebe incorporato'),
  STREAM_HOST: z.string().default('127.0.0.1').describe('indirizzo che riceve i record del motore'),
  STREAM_PORT: port.default(26515).describe('porta che riceve i record del motore'),
  STREAM_USER: z.string().default('sportello').describe('utente con cui il motore consegna i record'),
  STREAM_PASSWORD: z
    .string()
    .optional()
    .describe('parola chiave dei record; se manca viene creata nella cartella dei dati'),
  STREAM_HISTORY_BATCH: z.coerce
    .number()
    .int()
    .positive()
    .default(500)
    .describe('record per consegna, corsia storia'),
  STREAM_HISTORY_DELAY: z.coerce
    .number()
    .int()
    .min(0)
    .default(1)
    .describe(
      'secondi di attesa, corsia storia; con 0 il motore controlla di continuo, anche quando è fermo',
    ),
  ZEEBE_HEAP: z.string().default('512m').describe('memoria Java dello Zeebe incorporato'),
  ZEEBE_FLAVOUR: z
    .enum(['start', 'throughput'])
    .default('start')
    .describe('start: avvio rapido; throughput: più pratiche al secondo'),
  JAVA_HOME: z.string().optional().describe('Java 21 o successivo'),
  PAGOPA_URL: z
    .url()
    .optional()
    .describe(
      'pagoPA (posizioni debitorie e ricevute), per esempio https://api.platform.pagopa.it; se manca, con SPORTELLO_DEMO si usa una simulazione',
    ),
  PAGOPA_KEY: z.string().optional().describe('chiave di pagoPA per le posizioni debitorie'),
  PAGOPA_RECEIPTS_KEY: z
    .string()
    .optional()
    .describe('chiave di pagoPA per le ricevute; se manca, la stessa'),
  SMTP_URL: z.string().optional().describe('posta in uscita, per esempio smtp://utente:chiave@host:587'),
  SIGNING_URL: z
    .url()
    .optional()
    .describe(
      'servizio di firma remota (API del Cloud Signature Consortium 1.0.4), per esempio https://firma.example/csc/v1; se manca si caricano i file firmati',
    ),
  SIGNING_CLIENT_ID: z.string().optional().describe('nome di Sportello presso il servizio di firma'),
  SIGNING_CLIENT_SECRET: z.string().optional().describe('chiave di Sportello presso il servizio di firma'),
  SMTP_FROM: z.string().default('sportello@comune.example').describe('mittente della posta'),
  PEC_SMTP_URL: z
    .string()
    .optional()
    .describe('PEC in uscita, per esempio smtps://utente:chiave@host:465; se manca non si spedisce per PEC'),
  PEC_IMAP_URL: z
    .string()
    .optional()
    .describe('casella PEC da cui leggere ricevute e messaggi, per esempio imaps://utente:chiave@host:993'),
  PEC_FROM: z.string().default('comune@pec.example').describe('indirizzo PEC del Comune'),
};

const schema = z.object(settings);
export type Config = z.infer<typeof schema>;
export const settingNames = Object.keys(settings) as (keyof Config)[];

/** Where the public opens the pages, without a slash at the end. */
export const publicUrl = ({
  SPORTELLO_PUBLIC_URL: url,
  SPORTELLO_HOST: host,
  SPORTELLO_PORT: port,
}: Config): string => (url ?? `http://${host}:${port}`).replace(/\/+$/, '');

/** One row per setting for the README: name, default in words, what it is for. */
export const settingRows = (): { name: string; fallback: string; purpose: string }[] =>
  Object.entries(settings).map(([name, setting]) => {
    const fallback = setting.safeParse(undefined);
    const value = fallback.success && fallback.data !== undefined ? String(fallback.data) : '';
    return { name, fallback: value, purpose: setting.description ?? '' };
  });

/**
 * Reads and checks the whole environment at once.
 * @param env the process environment, or a literal object in tests
 * @throws Error naming every wrong setting, one a line
 */
export const readConfig = (env: Record<string, string | undefined> = process.env): Config => {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const result = schema.safeParse(present);
  if (result.success) return result.data;
  const lines = result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`Impostazioni sbagliate:\n${lines.join('\n')}`);
};
