// npm start, after scripts/start.mjs: everything on this machine, until Ctrl-C.
import { readConfig } from '../core/config.js';
import { errorText } from '../core/errors.js';
import { createLog } from '../core/log.js';
import { demoAccounts, demoPassword } from '../db/demo/seed.js';
import { startSportello, type Sportello } from './sportello.js';

const say = (text: string): void => void process.stderr.write(`${text}\n`);

const welcome = ({ url, rejected }: Sportello, demo: boolean): string => {
  const accounts = demoAccounts
    .map(
      ({ username, displayName, officeId, roles }) =>
        `    ${username.padEnd(8)} ${displayName.padEnd(16)} ${officeId ?? roles.join(', ')}`,
    )
    .join('\n');
  const refused = rejected.map((text) => `  ! ${text}`).join('\n');
  return [
    `\nSportello è pronto: ${url}`,
    ...(refused ? [`\nProcedimenti non pubblicati:\n${refused}`] : []),
    ...(demo ? [`\n  Utenti dimostrativi (parola chiave: ${demoPassword})\n${accounts}`] : []),
    '\nCtrl-C per fermarlo.\n',
  ].join('\n');
};

const main = async (): Promise<void> => {
  const config = readConfig();
  const log = createLog(config.SPORTELLO_LOG, 'sportello');
  const starting = startSportello({ config, log, progress: (text) => say(`• ${text}`) });
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    say('\nFermo Sportello…');
    // In the middle of the start too: what is half started is stopped once it is there.
    void starting
      .then((sportello) => sportello.stop())
      .then(() => say('Fermato.'))
      .catch(() => undefined)
      .finally(() => process.exit(0));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  const sportello = await starting;
  if (!stopping) process.stdout.write(welcome(sportello, config.SPORTELLO_DEMO));
};

main().catch((error: unknown) => {
  say(`\nSportello non si è avviato.\n\n${errorText(error)}\n`);
  process.exit(1);
});
