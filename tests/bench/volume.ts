import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../core/config.js';
import { createLog } from '../../core/log.js';
import { connect } from '../../db/connect.js';
import { seedDemoAccounts, seedOffices } from '../../db/demo/seed.js';
import { startPostgres } from '../../db/embedded.js';
import { migrate } from '../../db/migrate.js';
import { loadMunicipality } from '../../processes/catalogue/municipality.js';
import { freePorts } from '../../start/ports.js';
import { createServices, type OwnedServices } from '../../start/services.js';
import { startWeb } from '../../web/main.js';
import { fullVolume, plantVolume } from '../helpers/volume/plant.js';
import { planted } from '../web/planted.js';
import { figuresOf, measurePages, type PageFigures } from './pages.js';

/** What people type: common and rare names, half-typed words, typing errors, words of papers, codes, addresses. */
const typed =
  'rossi;mar;mario rossi;ros mar;brambila;rsosi;residenza;quercione;tresinaro;via garibaldi;d’angelo;pino;xyzzy;condominio;carta;rssmra12;2026/000010;esposto antonio';

const searches = typed.split(';').map((q) => `/search/suggest?q=${encodeURIComponent(q)}`);
/** The first asks the data bank for nothing but the session: what the others take beyond it is theirs. */
const deskPages = [
  '/shortcuts',
  '/desk',
  '/inbox?view=office',
  '/cases?status=open',
  '/cases?status=closed',
  '/palette',
];
const listPages = [
  '/cases?status=open&applicant=rossi',
  '/cases?status=closed&subject=alberi&sort=-presented',
  '/parties?q=rossi',
  '/parties/duplicates',
  '/professionals',
];

const casePages = async ({ db }: OwnedServices): Promise<string[]> => {
  const ids = (await db('case_file')
    .where({ restricted: false, office_id: 'ambiente' })
    .orderBy('submission_token')
    .limit(10)
    .pluck('id')) as string[];
  return ids.map((id) => `/cases/${id}`);
};

/** All pages of one kind as one figure. */
const together = (page: string, figures: PageFigures[]): PageFigures =>
  figuresOf(
    page,
    figures.flatMap(({ durations }) => durations),
  );

const measure = async (services: OwnedServices): Promise<PageFigures[]> => {
  const web = await startWeb(services);
  try {
    const cases = await casePages(services);
    const at = (username: string, pages: string[]): Promise<PageFigures[]> =>
      measurePages(web.url, { username, pages, rounds: 15 });
    return [
      together('ricerca mentre si scrive', await at('anna', searches)),
      together('ricerca, ufficio', await at('giulia', searches)),
      ...(await at('anna', [...deskPages, ...listPages])),
      ...(await at('carla', ['/inbox?view=office', '/cases?status=open'])).map((figure) => ({
        ...figure,
        page: `${figure.page} (ufficio)`,
      })),
      together('pratica', await at('anna', cases)),
      together('pratica, ufficio', await at('carla', cases)),
    ];
  } finally {
    await web.stop();
  }
};

/** The server's time for each page with the data bank of a town after years of work (issue 4, show 4). */
export const measureVolume = async (): Promise<{ planting: number; pages: PageFigures[] }> => {
  const folder = mkdtempSync(join(tmpdir(), 'sportello-volume-'));
  const log = createLog('fatal', 'bench');
  const [port = 0] = await freePorts(1);
  const postgres = await startPostgres({ dataDir: join(folder, 'postgres'), port, log });
  try {
    const db = connect(postgres.url, 2);
    await migrate(db);
    await seedOffices(db, await loadMunicipality());
    await seedDemoAccounts(db);
    await db.destroy();
    const config = readConfig({ SPORTELLO_DATA: folder, SPORTELLO_PORT: '0' });
    const services = await createServices({ config, log, databaseUrl: postgres.url });
    try {
      const begun = performance.now();
      const versionId = await planted(services).procedure();
      await plantVolume(services.db, { ...fullVolume, versionId });
      const planting = performance.now() - begun;
      return { planting, pages: await measure(services) };
    } finally {
      await services.close();
    }
  } finally {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};
