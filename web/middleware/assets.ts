import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { extname, normalize, resolve, sep } from 'node:path';
import type { Middleware } from 'koa';
import { inRepo } from '../../core/paths.js';

const folder = inRepo('web/assets/dist');
const hashes = new Map<string, { mtimeMs: number; hash: string }>();

const hashOf = (path: string): string => {
  if (!existsSync(path)) return '';
  const { mtimeMs } = statSync(path);
  const known = hashes.get(path);
  if (known?.mtimeMs === mtimeMs) return known.hash;
  const hash = createHash('sha256').update(readFileSync(path)).digest('hex').slice(0, 12);
  hashes.set(path, { mtimeMs, hash });
  return hash;
};

/** Address of a built file with its hash in it, so that browsers may keep it for ever: `/assets/app.css?v=…`. */
export const assetUrl = (name: string): string => `/assets/${name}?v=${hashOf(resolve(folder, name))}`;

/** Serves `web/assets/dist`. An address with the right hash is kept a year; any other is asked for again. */
export const assets: Middleware = async (ctx, next) => {
  if (!ctx.path.startsWith('/assets/') || (ctx.method !== 'GET' && ctx.method !== 'HEAD')) return next();
  const path = resolve(folder, normalize(decodeURIComponent(ctx.path.slice('/assets/'.length))));
  if (!path.startsWith(folder + sep) || !existsSync(path) || !statSync(path).isFile()) {
    ctx.status = 404;
    ctx.body = 'Not found';
    return;
  }
  const hash = hashOf(path);
  ctx.set('cache-control', ctx.query['v'] === hash ? 'public, max-age=31536000, immutable' : 'no-cache');
  ctx.etag = hash;
  ctx.type = extname(path);
  ctx.status = 200;
  if (ctx.fresh) {
    ctx.status = 304;
    return;
  }
  ctx.length = statSync(path).size;
  ctx.body = createReadStream(path);
};
