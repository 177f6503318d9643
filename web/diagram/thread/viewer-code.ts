import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { build } from 'esbuild';
import { inRepo } from '../../../core/paths.js';

const versionOf = async (name: string): Promise<string> =>
  (JSON.parse(await readFile(inRepo(`node_modules/${name}/package.json`), 'utf8')) as { version: string })
    .version;

/** The window has no `module`; the bundle is evaluated as an expression that gives the viewer's class. */
const entry = `import Viewer from 'bpmn-js/lib/Viewer'; export { Viewer };`;

const bundle = async (): Promise<string> => {
  const result = await build({
    stdin: { contents: entry, resolveDir: inRepo('.'), loader: 'js' },
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'browser',
    target: 'node20',
    minify: true,
    legalComments: 'inline',
    logLevel: 'silent',
  });
  const code = result.outputFiles[0]?.text;
  if (!code) throw new Error('esbuild made no bundle of bpmn-js');
  return code;
};

/**
 * bpmn-js's viewer as one CommonJS script. Made once for a version and kept in node_modules/.cache: `npm ci` empties it.
 * Two processes that start together write the same content; the rename makes sure that nobody reads half of it.
 */
export const readViewerCode = async (): Promise<string> => {
  const versions = `${await versionOf('bpmn-js')} ${await versionOf('diagram-js')} ${entry}`;
  const key = createHash('sha256').update(versions).digest('hex').slice(0, 12);
  const file = inRepo(`node_modules/.cache/sportello/bpmn-viewer-${await versionOf('bpmn-js')}-${key}.cjs`);
  const kept = await readFile(file, 'utf8').catch(() => null);
  if (kept !== null) return kept;
  const code = await bundle();
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.${process.pid}`, code);
  await rename(`${file}.${process.pid}`, file);
  return code;
};
