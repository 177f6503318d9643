import type { Config } from '../../../core/config.js';
import { gpdPagopa } from './gpd.js';
import type { Pagopa } from './port.js';
import { simulatedPagopa } from './simulated.js';

/**
 * The platform as configured; the simulation only where the data are for show or the clock can be moved.
 * @returns null when there is none: notices wait, nobody can pay them
 */
export const pagopaOf = (config: Config): Pagopa | null => {
  const { PAGOPA_URL: url, PAGOPA_KEY: key = '', PAGOPA_RECEIPTS_KEY: receiptsKey = key } = config;
  if (url) return gpdPagopa({ url, key, receiptsKey });
  return config.SPORTELLO_DEMO || config.SPORTELLO_CLOCK === 'controlled' ? simulatedPagopa : null;
};
