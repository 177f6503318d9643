// Builds what browsers load: web/assets/src → web/assets/dist. Takes a fraction of a second, so it runs at every start.
import { copyFile, mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const source = fileURLToPath(new URL('../web/assets/src/', import.meta.url));
const target = fileURLToPath(new URL('../web/assets/dist/', import.meta.url));

await mkdir(target, { recursive: true });
await build({
  entryPoints: [`${source}app.css`, `${source}public.css`, `${source}app.js`],
  outdir: target,
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  loader: { '.woff2': 'file', '.svg': 'dataurl' },
  assetNames: '[name]-[hash]',
  logLevel: 'warning',
});
await copyFile(`${source}icon.svg`, `${target}icon.svg`);
