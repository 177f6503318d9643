import { afterEach, describe, expect, it } from 'vitest';
import { createLetterComposer, type ComposerOptions, type LetterComposer } from '../../templates/compose.js';
import { sampleLetter } from '../../templates/samples/usual.js';

const at = new Date('2026-03-02T10:15:00Z');
let composer: LetterComposer | undefined;

const start = (options: ComposerOptions = {}) => {
  const started = createLetterComposer(options);
  composer = started;
  return {
    letter: (ownPart = '', application = {}) =>
      started.compose({ code: 'L2', data: { ...sampleLetter('L2'), application }, ownPart, at }),
    check: (ownPart: string) => started.check('L2', ownPart),
  };
};

afterEach(async () => {
  await composer?.close();
});

describe('a template that means harm', () => {
  it('is refused by what it says, and the next letter comes out', async () => {
    const { letter, check } = start();
    for (const ownPart of [
      '#read("/etc/passwd")',
      '{{{application}}}',
      '{{nulla}}',
      '#while true {}',
      '{{#if a}}',
      '= ${1',
    ]) {
      await expect(letter(ownPart)).rejects.toMatchObject({ code: 'letter.template' });
    }
    await expect(check('{{{x}}}')).rejects.toMatchObject({ code: 'letter.template' });
    await expect(check('Con data {{data application.giorno}}')).resolves.toBeUndefined();
    expect((await letter()).pdf.length).toBeGreaterThan(10_000);
  });

  it('is stopped when it takes too long, and a new thread goes on', async () => {
    const { letter } = start({ timeLimitMs: 400 });
    await letter().catch(() => undefined); // the first may still be slow: the fonts are read, nothing is cached
    const slow = `{{#each application.l}}{{#if (presente (maiuscolo @root.application.s))}}{{/if}}{{/each}}`;
    const data = { l: Array.from({ length: 15_000 }, () => 1), s: 'è'.repeat(200_000) };
    const waiting = [letter(slow, data), letter(), letter()];
    await expect(waiting[0]).rejects.toMatchObject({
      code: 'letter.template',
      message: expect.stringMatching(/tempo concesso/),
    });
    const later = await Promise.allSettled(waiting.slice(1));
    expect(later.map(({ status }) => status)).toContain('fulfilled');
  });

  it('gets no more data than a letter can hold, and cannot multiply them', async () => {
    const { letter } = start();
    await expect(letter('', { s: 'x'.repeat(1_100_000) })).rejects.toMatchObject({ code: 'letter.data' });
    const long = `{{unisci application.l "${'x'.repeat(1_000)}"}}`;
    await expect(letter(long, { l: [1, 2] })).rejects.toMatchObject({ code: 'letter.template' });
  });

  it('leaves nobody waiting when the composer closes', async () => {
    const { letter } = start();
    const waiting = Promise.allSettled([letter(), letter()]);
    await composer?.close();
    expect((await waiting).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await expect(letter()).rejects.toThrow(/closed/);
  });
});
