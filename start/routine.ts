import { errorText } from '../core/errors.js';
import type { Log } from '../core/log.js';

export interface Routine {
  /** Waits for the turn that is under way. */
  stop(): Promise<void>;
}

export interface RoutineOptions {
  name: string;
  everyMs: number;
  log: Log;
  /** Must be harmless to repeat: what there is to do is read from what is stored, never from the time of the last turn. */
  work: () => Promise<unknown>;
}

/** Does something now and then again and again, never twice at once. A failure is logged and the next turn tries again. */
export const startRoutine = ({ name, everyMs, log, work }: RoutineOptions): Routine => {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let turn: Promise<void> = Promise.resolve();
  let told = '';
  const tell = (problem: string): void => {
    if (problem && problem !== told) log.error({ routine: name, error: problem }, 'a routine failed');
    told = problem; // the same trouble every two seconds is one line
  };
  const next = (): void => {
    turn = work()
      .then(() => tell(''))
      .catch((error: unknown) => tell(errorText(error)))
      .then(() => {
        if (!stopped) timer = setTimeout(next, everyMs);
      });
  };
  next();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await turn;
    },
  };
};
