import { expect, it } from 'vitest';
import { italianIn } from '../../../web/italian.js';
import { helpers } from '../../../web/view-helpers.js';

const marked = (text: string, ...italian: string[]): string =>
  String(helpers.inItalian(text, italianIn(italian)));

it('marks what the diagram says inside a sentence of another language, the longest first, also with a small letter', () => {
  expect(marked('Yes: il Comune scrive.', 'Il Comune scrive.', 'Comune')).toBe(
    'Yes: <span lang="it">il Comune scrive.</span>',
  );
  expect(marked('It waits (Perché no?).', 'Perché no?')).toBe(
    'It waits (<span lang="it">Perché no?</span>).',
  );
});

it('leaves other words, parts of words and short words alone, and escapes', () => {
  expect(marked('No attorney is needed', 'No', 'atto', 'attore')).toBe('No attorney is needed');
  expect(marked('<b> & Istanza', 'Istanza')).toBe('&lt;b&gt; &amp; <span lang="it">Istanza</span>');
  expect(italianIn(['', 'no'])).toBeNull();
});
