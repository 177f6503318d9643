import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename } from 'node:fs/promises';
import { promisify } from 'node:util';
import { inRepo } from '../../../core/paths.js';

const run = promisify(execFile);
const here = (file: string): string => inRepo(`tests/letters/verapdf/${file}`);
const java = process.env['JAVA_HOME'] ? `${process.env['JAVA_HOME']}/bin/java` : 'java';

/** The class path of veraPDF's library: Maven resolves it once, then the file beside the caches is read. */
const classPath = async (): Promise<string> => {
  const pom = createHash('sha256')
    .update(await readFile(here('pom.xml')))
    .digest('hex')
    .slice(0, 12);
  const folder = inRepo('node_modules/.cache/verapdf');
  const file = `${folder}/${pom}.classpath`;
  const cached = existsSync(file) ? await readFile(file, 'utf8') : '';
  if (cached && cached.split(':').every((jar) => existsSync(jar))) return cached;
  await mkdir(folder, { recursive: true });
  const partial = `${file}.${process.pid}`;
  await run('mvn', [
    '-q',
    '-f',
    here('pom.xml'),
    'dependency:build-classpath',
    `-Dmdep.outputFile=${partial}`,
  ]);
  await rename(partial, file);
  return readFile(file, 'utf8');
};

/** What keeps veraPDF from running here; undefined when it can. */
export const whyNotHere = async (): Promise<string | undefined> => {
  for (const tool of [java, 'mvn']) {
    const missing = await run(tool, ['-version']).then(
      () => false,
      (error: NodeJS.ErrnoException) => error.code === 'ENOENT',
    );
    if (missing) return `${tool} is not installed: the letters are not checked with veraPDF`;
  }
  return undefined;
};

export interface Verdict {
  file: string;
  flavour: string;
  passed: boolean;
  /** The rules that failed, as veraPDF words them. */
  failures: string;
}

/** Asks veraPDF about each file and each flavour (`2a`, `ua1`), in one Java process. */
export const validate = async (flavours: string[], files: string[]): Promise<Verdict[]> => {
  const { stdout } = await run(java, [
    '-XX:+UseSerialGC',
    '-cp',
    await classPath(),
    here('Validate.java'),
    flavours.join(','),
    ...files,
  ]);
  const lines = stdout.split('\n').filter((line) => line.includes('\t'));
  return lines.map((line) => {
    const [file = '', flavour = '', outcome, failures = ''] = line.split('\t');
    return { file, flavour, passed: outcome === 'pass', failures };
  });
};
