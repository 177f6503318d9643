import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkUnchecked } from '../../db/transactions/check-viruses.js';
import { clamdDouble, eicar, type ClamdDouble } from '../helpers/clamd-double.js';
import type { HttpSession } from '../helpers/http-session.js';
import { pdfOf } from '../helpers/papers.js';
import { testSite, type TestSite } from './site.js';

let site: TestSite;
let anna: HttpSession;
let daemon: ClamdDouble;
beforeAll(async () => {
  [site, daemon] = await Promise.all([testSite(), clamdDouble()]);
  anna = await site.as('anna');
});
afterAll(async () => {
  await daemon.close();
  await site.close();
});

const set = (address: string, whenAway: 'refuse' | 'accept'): void =>
  void Object.assign(site.services.config, { CLAMD_ADDRESS: address, CLAMD_WHEN_AWAY: whenAway });
const away = '127.0.0.1:9';

/** Registers a PDF that says something. */
const send = async (name: string, text: string) => {
  const content = Buffer.concat([await pdfOf(name), Buffer.from(`\n% ${text}\n%%EOF`)]);
  return anna.submit(
    await anna.get('/register/new'),
    {
      correspondent: 'Bruni Ada',
      object: name,
      document: new File([new Uint8Array(content)], `${name}.pdf`),
    },
    /register\/new/,
  );
};
const paperOf = (html: string): string => /\/papers\/[0-9a-f-]{36}/.exec(html)?.[0] ?? '';

test('a virus is refused beside its field and nothing is registered; a scanner away is told as the setting says', async () => {
  set(daemon.address, 'refuse');
  const refused = await send('Infetta', eicar);
  expect([refused.status, refused.html.includes('contiene un virus')]).toEqual([422, true]);
  expect(refused.html).toContain('value="Bruni Ada"');
  set(away, 'refuse');
  expect((await send('Attesa', 'x')).html).toContain('L’antivirus non risponde');
  expect(await site.services.db('registration')).toEqual([]);
});

test('what was accepted while it was away is looked at when it is back; what has a virus opens no more', async () => {
  set(away, 'accept');
  const [clean, infected] = [await send('Pulita', 'x'), await send('Sospetta', eicar)].map(({ html }) =>
    paperOf(html),
  );
  expect((await anna.get(clean ?? '')).html).toContain('Da controllare.');
  expect(await checkUnchecked(site.services)).toBe(0);
  set(daemon.address, 'accept');
  expect(await checkUnchecked(site.services)).toBe(2);
  expect((await anna.get(clean ?? '')).html).toContain('nessun virus trovato');
  expect((await anna.get(infected ?? '')).html).toContain('Contiene un virus.');
  const bytes = await anna.get((infected ?? '').replace('papers', 'documents'));
  expect([bytes.status, bytes.html.includes('non si può aprire')]).toEqual([422, true]);
  expect(await checkUnchecked(site.services)).toBe(0);
});
