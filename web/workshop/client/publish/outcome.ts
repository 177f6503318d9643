import { showMessage } from '../page/message.js';
import { get } from '../page/server.js';
import type { Say } from '../page/say.js';

interface Outcome {
  status: 'pending' | 'deployed' | 'rejected';
  version: number | null;
  message: string;
}

const tones = { pending: 'info', deployed: 'good', rejected: 'bad' } as const;
const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => void window.setTimeout(resolve, milliseconds));

/** Tells how it goes until the engine has answered; a server that is away meanwhile is asked again. */
export const awaitOutcome = async (versionId: string, say: Say): Promise<Outcome> => {
  let told = '';
  for (let wait = 300; ; wait = Math.min(wait * 1.3, 5000)) {
    const outcome = await get<Outcome>(`/workshop/versions/${versionId}/outcome`).catch(() => null);
    const sentence = outcome?.message ?? say('unreachable');
    if (sentence !== told) showMessage(sentence, tones[outcome?.status ?? 'pending']); // else a closed one would reopen
    told = sentence;
    if (outcome && outcome.status !== 'pending') return outcome;
    await pause(wait);
  }
};
