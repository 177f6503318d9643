import type { Translate } from '../i18n.js';
import type { Incident } from './query.js';

/** How the engine quotes the sentence of a worker whose error the diagram doesn't foresee. */
const unforeseen = /with message '(?<sentence>.+)', but it was not caught/s;

/**
 * What has happened, in plain words. A worker's failure or refusal brings its own sentence; the engine's own errors are explained by
 * their type, and their text stays a technical detail.
 */
export const explain = (
  t: Translate,
  { errorType, errorMessage }: Pick<Incident, 'errorType' | 'errorMessage'>,
): { plain: string; technical: string } => {
  const technical = `${errorType}: ${errorMessage}`;
  if (errorType === 'JOB_NO_RETRIES' && errorMessage) return { plain: errorMessage, technical };
  const told = unforeseen.exec(errorMessage)?.groups?.['sentence'];
  if (errorType === 'UNHANDLED_ERROR_EVENT' && told) return { plain: told, technical };
  const key = `incidents.type.${errorType}`;
  const plain = t(key);
  return { plain: plain === key ? t('incidents.type.UNKNOWN') : plain, technical };
};
