// Everything that must be there before TypeScript can run: Node's version, the packages, the browser assets.
// Plain JavaScript without packages, because on a fresh clone there are none.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';

const root = new URL('..', import.meta.url);
const at = (path) => new URL(path, root);

export const say = (text) => process.stderr.write(`${text}\n`);

const fail = (text) => {
  say(`\n${text}\n`);
  process.exit(1);
};

const demandNode = () => {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  fail(
    `Serve Node.js 20.19 o successivo; qui c’è ${process.versions.node}. Installa una versione più recente e riprova.`,
  );
};

const run = (command, args) => {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    // A package that the form editor brings would report its use where npm still runs every install script
    env: { ...process.env, IBM_TELEMETRY_DISABLED: 'true' },
    shell: process.platform === 'win32',
  });
  return status === 0 && !error;
};

/** Installs from the lockfile when there is nothing yet, or the lockfile has changed since. */
const installPackages = () => {
  const wanted = createHash('sha256')
    .update(readFileSync(at('package-lock.json')))
    .digest('hex');
  const mark = at('node_modules/.cache/sportello-lock');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return;
  say('• Installo i pacchetti dal lockfile (una volta sola)…');
  if (!run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'])) {
    fail('I pacchetti non si installano: controlla la rete e lo spazio su disco, poi riprova.');
  }
  mkdirSync(at('node_modules/.cache/'), { recursive: true });
  writeFileSync(mark, wanted);
};

const buildAssets = () => {
  if (!run(process.execPath, ['scripts/build-assets.mjs']))
    fail('Le risorse del browser non si costruiscono: vedi sopra.');
};

/** Leaves the clone ready to run; does nothing that is done already. */
export const prepare = () => {
  demandNode();
  installPackages();
  buildAssets();
};
