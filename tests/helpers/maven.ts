import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { inRepo } from '../../core/paths.js';

const run = promisify(execFile);

/** A jar of Maven Central that tests use, with the checksum pinned beside its version. */
export interface Artifact {
  group: string;
  name: string;
  version: string;
  sha256: string;
}

/**
 * Brings a jar into the cache below node_modules, once.
 * @returns where it lies
 * @throws Error when Maven isn't there or the jar isn't the expected one
 */
export const mavenJar = async ({ group, name, version, sha256 }: Artifact): Promise<string> => {
  const folder = inRepo(`node_modules/.cache/${name}`);
  const file = join(folder, `${name}-${version}.jar`);
  if (!existsSync(file)) {
    await mkdir(folder, { recursive: true });
    await run('mvn', [
      '-q',
      '-B',
      'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy',
      `-Dartifact=${group}:${name}:${version}`,
      `-DoutputDirectory=${folder}`,
    ]);
  }
  const found = createHash('sha256')
    .update(await readFile(file))
    .digest('hex');
  if (found === sha256) return file;
  await rm(file);
  throw new Error(`${name} ${version} isn't the expected jar (${found})`);
};

/** True where Maven can be asked at all. */
export const isMavenHere = async (): Promise<boolean> =>
  run('mvn', ['-version']).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code !== 'ENOENT',
  );
