import { loggedIn } from '../helpers/http-session.js';
import { percentile } from './figures.js';

export interface PageFigures {
  page: string;
  p50: number;
  p95: number;
  durations: number[];
}

export interface Pages {
  username: string;
  pages: string[];
  rounds: number;
}

const usual: Pages = {
  username: 'anna',
  pages: ['/desk', '/inbox', '/desk/open', '/search?q=misura'],
  rounds: 40,
};

/** The figures of some measurements, in milliseconds. */
export const figuresOf = (page: string, durations: number[]): PageFigures => ({
  page,
  p50: percentile(durations, 0.5),
  p95: percentile(durations, 0.95),
  durations,
});

/** How long the server takes to answer a page, seen from this machine, one request at a time; the first one warms. */
export const measurePages = async (
  url: string,
  { username, pages, rounds }: Pages = usual,
): Promise<PageFigures[]> => {
  const session = await loggedIn(url, username);
  const figures = [];
  for (const page of pages) {
    const durations: number[] = [];
    await session.get(page);
    for (let round = 0; round < rounds; round += 1) {
      const from = performance.now();
      const { status } = await session.get(page);
      if (status !== 200) throw new Error(`${page} answered ${status}`);
      durations.push(performance.now() - from);
    }
    figures.push(figuresOf(page, durations));
  }
  return figures;
};
