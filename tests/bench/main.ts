// npm run bench: starts a Sportello of its own as npm start does, measures it and prints the figures.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../core/config.js';
import { createLog } from '../../core/log.js';
import { streamLag } from '../../engine/stream/lag.js';
import { freePortSettings } from '../../start/ports.js';
import { createServices, type OwnedServices } from '../../start/services.js';
import { startSportello } from '../../start/sportello.js';
import { measureAlarms } from './alarms.js';
import { measureCases } from './cases.js';
import { measureLetters } from './letters.js';
import { measureModeler } from './modeler.js';
import { measureNextTask } from './next-task.js';
import { measurePages } from './pages.js';
import { milliseconds, rate } from './figures.js';
import { measureVolume } from './volume.js';

const memoryOf = (pid: number): string => {
  const kilobytes = Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }));
  return `${Math.round(kilobytes / 1024)} MB`;
};
const pidIn = (file: string): number => (JSON.parse(readFileSync(file, 'utf8')) as { pid: number }).pid;

const killApp = (folder: string): void => void process.kill(pidIn(join(folder, 'app.pid')), 'SIGKILL');

const start = async (folder: string) => {
  const config = readConfig({
    ...(await freePortSettings()),
    SPORTELLO_DATA: folder,
    SPORTELLO_LOG: 'fatal',
    JAVA_HOME: process.env['JAVA_HOME'],
    SPORTELLO_CACHE: process.env['SPORTELLO_CACHE'],
  });
  const log = createLog('fatal', 'bench');
  const begun = performance.now();
  const sportello = await startSportello({ config, log, progress: () => undefined });
  return { config, log, sportello, ms: performance.now() - begun };
};

const say = (line: string): void => console.log(line);

/** Pages with 200,000 parties, 100,000 cases and 500,000 documents, on a Postgres of their own. */
const sayVolume = async (): Promise<void> => {
  const { planting, pages } = await measureVolume();
  say(`volume piantato in                ${rate(planting / 1000)} s`);
  for (const { page, p50, p95 } of pages)
    say(`a volume ${page.padEnd(45)} p50 ${milliseconds(p50)}, p95 ${milliseconds(p95)}`);
};

/** One figure on a warm Sportello of its own. */
const sayAlone = async (
  measure: (services: OwnedServices, folder: string, url: string) => Promise<string>,
): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'sportello-bench-'));
  const { config, log, sportello } = await start(folder);
  const services = await createServices({ config, log, databaseUrl: sportello.databaseUrl });
  try {
    await measureCases(services, 20); // the JVM doubles its speed in its first minute
    say(`${only}: ${await measure(services, folder, sportello.url)}`);
  } finally {
    await services.close();
    await sportello.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};

const main = async (): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'sportello-bench-'));
  try {
    const cold = await start(folder);
    await cold.sportello.stop();
    const { config, log, sportello, ms } = await start(folder);
    const services = await createServices({ config, log, databaseUrl: sportello.databaseUrl });
    try {
      say(`macchina                          ${cpus().length} core, Node ${process.versions.node}`);
      say(`pronto, primo avvio               ${milliseconds(cold.ms)}`);
      say(`pronto, avvio a caldo             ${milliseconds(ms)}`);
      await measureCases(services, 20); // the JVM doubles its speed in its first minute
      const pages = await measurePages(sportello.url);
      for (const { page, p50, p95 } of pages) {
        say(`pagina ${page.padEnd(26)} p50 ${milliseconds(p50)}, p95 ${milliseconds(p95)}`);
      }
      const next = await measureNextTask(services, sportello.url, 40);
      say(`completa → prossimo compito       p50 ${milliseconds(next.p50)}, p95 ${milliseconds(next.p95)}`);
      say(`modellatore                       ${await sayModeler(sportello.url)}`);
      const cases = await measureCases(services, 100);
      say(
        `pratiche dall’inizio alla fine    ${rate(cases.perSecond)}/s (apertura ${rate(cases.openedPerSecond)}/s)`,
      );
      for (const { lane, lagMs } of await streamLag(services.db)) {
        say(`ritardo dello stream, ${lane.padEnd(11)} ${milliseconds(lagMs)}`);
      }
      const alarms = await measureAlarms(services, 10_000, () => killApp(folder));
      say(`10.000 termini, due interruzioni  ${milliseconds(alarms)}`);
      const letters = await measureLetters(services, 200);
      say(`lettere                           ${rate(letters.perSecond)}/s, p50 ${milliseconds(letters.p50)}`);
      say(`memoria applicazione              ${memoryOf(pidIn(join(folder, 'app.pid')))}`);
      say(`memoria motore                    ${memoryOf(pidIn(join(folder, 'zeebe.pid')))}`);
      const postmaster = Number(readFileSync(join(folder, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);
      say(`memoria PostgreSQL (padre)        ${memoryOf(postmaster)}`);
    } finally {
      await services.close();
      await sportello.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const sayModeler = async (url: string): Promise<string> => {
  const { interactive, imported, elements, chunks } = await measureModeler(url);
  const sizes = chunks.map(([name, bytes]) => `${name} ${Math.round(bytes / 1024)} KB`).join(', ');
  return `pronto ${milliseconds(interactive)}, ${elements} elementi in ${milliseconds(imported)}; ${sizes}`;
};

// `npm run bench -- volume` (or `cases`, `alarms`) measures only this
const only = process.argv[2];
if (only === 'alarms')
  await sayAlone(async (services, folder) =>
    milliseconds(await measureAlarms(services, 10_000, () => killApp(folder))),
  );
else if (only === 'cases')
  await sayAlone(async (services) => `${rate((await measureCases(services, 100)).perSecond)}/s`);
else if (only === 'modeler') await sayAlone((_services, _folder, url) => sayModeler(url));
else if (only !== 'volume') await main();
if (!only || only === 'volume') await sayVolume();
process.exit(0);
