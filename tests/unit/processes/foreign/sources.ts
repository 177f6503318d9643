import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { isMavenHere, mavenJar } from '../../../helpers/maven.js';

/** Diagrams by name, as their files are. README.md tells whose they are. */
export type Diagrams = ReadonlyMap<string, string>;

const inFolder = (folder: string): Diagrams =>
  new Map(
    readdirSync(folder)
      .filter((name) => name.endsWith('.bpmn'))
      .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  );

/** Camunda's own examples for Zeebe, where the package zeebe-node brings them. */
export const ofZeebe = inFolder(
  join(dirname(createRequire(import.meta.url).resolve('zeebe-node/package.json')), 'example'),
);

const examples = {
  group: 'org.jbpm',
  name: 'jbpm-examples',
  version: '7.74.1.Final',
  sha256: 'a301e21d8bc7c5e542117aee6257db0dd14f9a72e7c547ae3d4444ae06888fcd',
};

/** The examples of jBPM, another engine with another modeler; none where Maven isn't there to bring them. */
const bringJbpm = async (): Promise<Diagrams> => {
  if (!(await isMavenHere())) return new Map();
  const files = unzipSync(readFileSync(await mavenJar(examples)), {
    filter: ({ name }) => name.endsWith('.bpmn') && !name.startsWith('junit/'),
  });
  return new Map(Object.entries(files).map(([name, file]) => [basename(name), strFromU8(file)]));
};
export const ofJbpm = await bringJbpm();

const interchangeFolder = process.env['BPMN_MIWG'] ?? '';

/** The OMG's interchange test suite, where BPMN_MIWG names the folder of its reference files; none otherwise. */
export const ofInterchange: Diagrams = existsSync(interchangeFolder)
  ? inFolder(interchangeFolder)
  : new Map();
