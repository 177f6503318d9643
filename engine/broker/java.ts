import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Zeebe 8.5 needs it. */
const oldest = 21;

/** Where a machine may have Java: the command on its PATH and the folders that systems install JVMs into. */
const usualPlaces = {
  command: 'java',
  folders: ['/usr/lib/jvm', '/Library/Java/JavaVirtualMachines', '/opt/java', '/opt/homebrew/opt'],
};

const versionOf = async (java: string): Promise<number> => {
  try {
    const { stderr, stdout } = await run(java, ['-version']);
    return Number(/version "(\d+)/.exec(stderr + stdout)?.[1] ?? 0);
  } catch {
    return 0;
  }
};

const installed = async (folder: string): Promise<string[]> => {
  const names = await readdir(folder).catch(() => []);
  return names
    .sort()
    .reverse()
    .flatMap((name) => [join(folder, name, 'bin/java'), join(folder, name, 'Contents/Home/bin/java')]);
};

/**
 * Finds a Java that can run the engine: JAVA_HOME, then the PATH, then the system's usual folders, because the default
 * `java` of a machine often is older.
 * @returns path of the executable
 * @throws Error in Italian that says how to get one
 */
export const locateJava = async (
  javaHome: string | undefined,
  { command, folders } = usualPlaces,
): Promise<string> => {
  const seen: string[] = [];
  const candidates = [
    ...(javaHome ? [join(javaHome, 'bin/java')] : []),
    command,
    ...(await Promise.all(folders.map(installed))).flat(),
  ];
  for (const java of candidates) {
    const version = await versionOf(java);
    if (version >= oldest) return java;
    if (version > 0) seen.push(`${java} (versione ${version})`);
  }
  throw new Error(
    `Serve Java ${oldest} o successivo per il motore; ${seen.length ? `qui c’è solo ${seen.join(', ')}` : 'qui non c’è'}.\n` +
      'Su Debian e Ubuntu: apt install openjdk-21-jre-headless (o un JDK Temurin). Se è installato altrove, indica la cartella in JAVA_HOME.',
  );
};
