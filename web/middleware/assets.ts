import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { extname, resolve, sep } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Middleware } from 'koa';
import { inRepo } from '../../core/paths.js';

const folder = inRepo('web/assets/dist');
const compress = promisify(gzip);
const worthCompressing = new Set(['.css', '.js', '.svg', '.json']);

interface Asset {
  mtimeMs: number;
  hash: string;
  content: Buffer;
  compressed: Buffer | null;
}

/** Built files are few and small: each is read, hashed and compressed once, and again when it is built anew. */
const kept = new Map<string, Promise<Asset>>();
const hashes = new Map<string, { mtimeMs: number; hash: string }>();

const hashOf = (content: Buffer): string => createHash('sha256').update(content).digest('hex').slice(0, 12);

const load = async (path: string, mtimeMs: number): Promise<Asset> => {
  const content = await readFile(path);
  const compressed = worthCompressing.has(extname(path)) ? await compress(content) : null;
  return { mtimeMs, hash: hashOf(content), content, compressed };
};

const assetAt = async (path: string): Promise<Asset | null> => {
  const file = await stat(path).catch(() => null);
  if (!path.startsWith(folder + sep) || !file?.isFile()) return null;
  const known = await kept.get(path);
  if (known?.mtimeMs === file.mtimeMs) return known;
  const loading = load(path, file.mtimeMs);
  kept.set(path, loading);
  loading.catch(() => kept.delete(path));
  return loading;
};

/** Address of a built file with its hash in it, so that browsers may keep it for ever: `/assets/app.css?v=…`. */
export const assetUrl = (name: string): string => {
  const path = resolve(folder, name);
  if (!existsSync(path)) return `/assets/${name}`;
  const { mtimeMs } = statSync(path);
  const known = hashes.get(path);
  const hash = known?.mtimeMs === mtimeMs ? known.hash : hashOf(readFileSync(path));
  hashes.set(path, { mtimeMs, hash });
  return `/assets/${name}?v=${hash}`;
};

/** Serves `web/assets/dist`. An address with the right hash is kept a year; any other is asked for again. */
export const assets: Middleware = async (ctx, next) => {
  if (!ctx.path.startsWith('/assets/') || (ctx.method !== 'GET' && ctx.method !== 'HEAD')) return next();
  const asset = await assetAt(resolve(folder, `.${decodeURIComponent(ctx.path.slice('/assets'.length))}`));
  if (!asset) {
    ctx.status = 404;
    ctx.body = 'Not found';
    return;
  }
  ctx.set(
    'cache-control',
    ctx.query['v'] === asset.hash ? 'public, max-age=31536000, immutable' : 'no-cache',
  );
  ctx.vary('accept-encoding');
  ctx.etag = asset.hash;
  ctx.type = extname(ctx.path);
  ctx.status = 200;
  if (ctx.fresh) {
    ctx.status = 304;
    return;
  }
  const zipped =
    asset.compressed && ctx.acceptsEncodings('gzip', 'identity') === 'gzip' ? asset.compressed : null;
  if (zipped) ctx.set('content-encoding', 'gzip');
  ctx.body = zipped ?? asset.content;
};
