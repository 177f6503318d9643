import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { locateJava } from '../../../engine/broker/java.js';

let machine: string;
beforeEach(() => {
  machine = mkdtempSync(join(tmpdir(), 'sportello-java-'));
});
afterEach(() => rmSync(machine, { recursive: true }));

/** Installs a Java of a version into a folder of the machine. @returns its home */
const install = (name: string, version: string): string => {
  const home = join(machine, name);
  mkdirSync(join(home, 'bin'), { recursive: true });
  writeFileSync(join(home, 'bin/java'), `#!/bin/sh\necho 'openjdk version "${version}"' >&2\n`);
  chmodSync(join(home, 'bin/java'), 0o755);
  return home;
};
const nowhere = { command: '/nowhere/java', folders: [] };

test('JAVA_HOME comes first when it is new enough', async () => {
  const home = install('chosen', '21.0.2');
  expect(await locateJava(home, nowhere)).toBe(join(home, 'bin/java'));
});

test('an older Java on the PATH does not hide a newer one in the usual folders', async () => {
  const old = install('old/jdk-17', '17.0.15');
  const fresh = install('jvm/jdk-25', '25.0.1');
  const places = { command: join(old, 'bin/java'), folders: [join(machine, 'jvm')] };
  expect(await locateJava(old, places)).toBe(join(fresh, 'bin/java'));
});

test('without one, the message says what there is and how to get it', async () => {
  const old = install('jdk-17', '17.0.15');
  await expect(locateJava(old, nowhere)).rejects.toThrow(
    /Serve Java 21.*qui c’è solo .*\(versione 17\)[^]*apt install openjdk-21/,
  );
  await expect(locateJava(undefined, nowhere)).rejects.toThrow(/qui non c’è/);
});
