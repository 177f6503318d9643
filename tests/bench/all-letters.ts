import { createLetterComposer, type LetterComposer } from '../../templates/compose.js';
import { letterCodes } from '../../templates/letter-codes.js';
import { sampleLetter } from '../../templates/samples/usual.js';
import { milliseconds, percentile } from './figures.js';

const at = new Date('2026-03-02T10:15:00Z');
const megabytes = (): number => Math.round(process.memoryUsage().rss / 1024 / 1024);

/** Composes a letter `count` times, each with another subject. @returns milliseconds of each */
const timed = async (
  composer: LetterComposer,
  code: (typeof letterCodes)[number],
  count: number,
): Promise<number[]> => {
  const durations: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const data = sampleLetter(code);
    data.letter.subject = `Prova ${index}`;
    const from = performance.now();
    await composer.compose({ code, data, at });
    durations.push(performance.now() - from);
  }
  return durations;
};

/** All sixteen letters warm, then a thousand in one run: `npx tsx tests/bench/all-letters.ts`. */
const main = async (): Promise<void> => {
  const composer = createLetterComposer({ timeLimitMs: 60_000 });
  for (const code of letterCodes) await timed(composer, code, 3);
  for (const code of letterCodes) {
    const before = process.cpuUsage();
    const durations = await timed(composer, code, 30);
    const { user, system } = process.cpuUsage(before);
    const [half, most] = [percentile(durations, 0.5), percentile(durations, 0.95)];
    const processor = (user + system) / 1000 / durations.length;
    process.stdout.write(
      `${code}: p50 ${milliseconds(half)}, p95 ${milliseconds(most)}, processor ${milliseconds(processor)}\n`,
    );
  }
  const memory = [megabytes()];
  for (let hundred = 0; hundred < 10; hundred += 1) {
    for (const code of letterCodes.slice(0, 10)) await timed(composer, code, 10);
    memory.push(megabytes());
  }
  process.stdout.write(`1000 letters, memory after each hundred (MB): ${memory.join(' ')}\n`);
  await composer.close();
};

await main();
