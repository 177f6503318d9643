import { parentPort } from 'node:worker_threads';
import { errorText } from '../../../core/errors.js';
import { extractText } from '../extract.js';

export interface ReadingJob {
  content: Uint8Array;
  mediaType: string;
}
export type ReadingAnswer = { text: string } | { error: string };

// The reading thread: somebody else's PDF may take seconds or all the memory there is, and must take nobody's page along
const port = parentPort;
port?.on('message', ({ content, mediaType }: ReadingJob) => {
  extractText(content, mediaType).then(
    (text) => port.postMessage({ text } satisfies ReadingAnswer),
    (error: unknown) => port.postMessage({ error: errorText(error) } satisfies ReadingAnswer),
  );
});
