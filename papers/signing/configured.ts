import type { Config } from '../../core/config.js';
import type { Clock } from '../../core/clock.js';
import { cscSigning } from './csc.js';
import type { SigningPort } from './port.js';
import { simulatedSigning } from './simulation.js';

/** The signing service of the settings; in a demonstration without one, its simulation; else none, and files are uploaded. */
export const signingOf = ({ config, clock }: { config: Config; clock: Clock }): SigningPort | null => {
  if (config.SIGNING_URL) {
    return cscSigning({
      url: config.SIGNING_URL,
      clientId: config.SIGNING_CLIENT_ID ?? '',
      clientSecret: config.SIGNING_CLIENT_SECRET ?? '',
    });
  }
  return config.SPORTELLO_DEMO ? simulatedSigning(clock) : null;
};
