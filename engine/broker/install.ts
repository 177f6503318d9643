import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The last line of Zeebe whose licence lets a Comune run it in production free of charge. */
const version = '8.5.8';
const artifact = `io.camunda:camunda-zeebe:${version}:tar.gz`;
const archive = `camunda-zeebe-${version}.tar.gz`;
const sha256 = '53ce62b008e61a87a3f7aed700065ad1352084a24c85771bc4e8300828bf95b4';
const copyGoal = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy';

const sha256Of = async (file: string): Promise<string> => {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
};

const fetchArchive = async (folder: string): Promise<string> => {
  const mvn = process.platform === 'win32' ? 'mvn.cmd' : 'mvn';
  try {
    await run(mvn, ['-q', '-B', copyGoal, `-Dartifact=${artifact}`, `-DoutputDirectory=${folder}`], {
      cwd: folder,
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      throw new Error(
        'Serve Maven per scaricare il motore la prima volta.\n' +
          'Su Debian e Ubuntu: apt install maven. In alternativa indica un cluster Zeebe già pronto in ZEEBE_ADDRESS.',
      );
    }
    const { stdout = '' } = error as { stdout?: string };
    throw new Error(
      `Maven non riesce a scaricare il motore (${artifact}): controlla la rete e riprova.\n${stdout.slice(0, 800)}`,
    );
  }
  return join(folder, archive);
};

/**
 * Puts the engine into the cache folder, once: one Maven artifact, verified against the checksum pinned here. Two
 * processes at once do no harm: each works in a folder of its own and the last rename finds the place taken.
 * @returns folder of the unpacked distribution
 */
export const installEngine = async (cacheDir: string, progress: (text: string) => void): Promise<string> => {
  const home = join(cacheDir, `camunda-zeebe-${version}`);
  if (existsSync(join(home, 'lib'))) return home;
  progress(`Scarico il motore Zeebe ${version} (212 MB, una volta sola)…`);
  await mkdir(cacheDir, { recursive: true });
  const work = await mkdtemp(join(cacheDir, 'incoming-'));
  try {
    const file = await fetchArchive(work);
    const found = await sha256Of(file);
    if (found !== sha256) {
      throw new Error(
        `L’archivio del motore non è quello atteso (impronta ${found}): non viene usato. Riprova più tardi.`,
      );
    }
    await run('tar', ['-xzf', file, '-C', work]);
    await rename(join(work, `camunda-zeebe-${version}`), home).catch((error: unknown) => {
      if (!existsSync(join(home, 'lib'))) throw error;
    });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  return home;
};
