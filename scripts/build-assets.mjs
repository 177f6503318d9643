// Builds what browsers load into web/assets/dist: styles, script and fonts of the staff pages, and the workshop's modeler.
// Runs at every start: a bundle whose sources have not changed since it was built is left as it is.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const root = fileURLToPath(new URL('../', import.meta.url));
const target = `${root}web/assets/dist/`;
const memory = `${root}node_modules/.cache/sportello-assets/`;

const common = {
  absWorkingDir: root,
  outdir: target,
  bundle: true,
  minify: true,
  metafile: true,
  format: 'esm',
  target: 'es2022',
  charset: 'utf8',
  assetNames: '[name]-[hash]',
  logLevel: 'warning',
};
const font = { '.woff2': 'file', '.woff': 'file', '.ttf': 'file', '.eot': 'file' };

/** A CommonJS package that is imported on demand loses its names when bundles are split: ours has them. */
const rulesWithNames = {
  name: 'rules-with-names',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^bpmnlint-plugin-camunda-compat$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: `${root}web/workshop/client/problems/engine-rules.ts` } : null,
    ),
};

const bundles = {
  app: {
    ...common,
    entryPoints: ['web/assets/src/app.css', 'web/assets/src/public.css', 'web/assets/src/app.js'],
    loader: { ...font, '.svg': 'dataurl' },
  },
  editors: {
    ...common,
    entryPoints: {
      'text-editor': 'web/workshop/client/text-editor/main.ts',
      'sheet-editor': 'web/workshop/client/sheet-editor/main.ts',
    },
    tsconfigRaw: {},
  },
  canvases: {
    ...common,
    entryPoints: {
      'form-editor': 'web/workshop/client/form-editor/main.ts',
      'decision-editor': 'web/workshop/client/decision-editor/main.ts',
      'canvas-editor-page': 'web/workshop/client/canvas-editor-page.css',
    },
    loader: { ...font, '.svg': 'file' },
    tsconfigRaw: {},
    // form-js wants an older preact than the panel's; two in one page don't know each other's components.
    alias: { preact: './node_modules/@bpmn-io/form-js-editor/node_modules/preact' },
  },
  modeler: {
    ...common,
    entryPoints: { modeler: 'web/workshop/client/main.ts', 'modeler-page': 'web/workshop/client/page.css' },
    loader: { ...font, '.svg': 'file' },
    // What most openings of the page never need (simulation, layout) comes in files of its own
    splitting: true,
    chunkNames: 'modeler-[name]-[hash]',
    plugins: [rulesWithNames],
    tsconfigRaw: {},
    // Checks templates against a JSON schema of 600 KB; ours come from the workers' contracts and a test checks them.
    alias: { '@bpmn-io/element-templates-validator': './web/workshop/client/trusted-templates.ts' },
  },
};

/** Size and time of a file, or nothing when it is gone. */
const stateOf = (path) => {
  if (!existsSync(path)) return null;
  const { size, mtimeMs } = statSync(path);
  return `${size} ${mtimeMs}`;
};

const isFresh = (name, settings) => {
  const file = `${memory}${name}.json`;
  if (!existsSync(file)) return false;
  const built = JSON.parse(readFileSync(file, 'utf8'));
  const same = ([path, state]) => stateOf(path.startsWith('/') ? path : root + path) === state;
  return built.settings === settings && Object.entries(built.files).every(same);
};

const kilobytes = (bytes) => `${Math.round(bytes / 1024)} KB`;

const sizesOf = (outputs) =>
  outputs
    .filter((path) => /\.(js|css)$/.test(path))
    .map((path) => {
      const content = readFileSync(root + path);
      return `${path.replace(/^.*\//, '')} ${kilobytes(content.length)} (${kilobytes(gzipSync(content).length)} gzip)`;
    });

const make = async (name, options) => {
  const settings = JSON.stringify(options);
  if (isFresh(name, settings)) return;
  const { build } = await import('esbuild');
  const { metafile } = await build(options);
  const outputs = Object.keys(metafile.outputs);
  const files = [...Object.keys(metafile.inputs), ...outputs].filter((path) => existsSync(root + path));
  const states = Object.fromEntries(files.map((path) => [path, stateOf(root + path)]));
  await mkdir(memory, { recursive: true });
  await writeFile(`${memory}${name}.json`, JSON.stringify({ settings, files: states }));
  for (const line of sizesOf(outputs)) process.stdout.write(`${line}\n`);
};

await mkdir(target, { recursive: true });
await copyFile(`${root}web/assets/src/icon.svg`, `${target}icon.svg`);
await Promise.all(Object.entries(bundles).map(([name, options]) => make(name, options)));
