import type { Knex } from 'knex';
import { errorText } from '../../core/errors.js';
import type { Log } from '../../core/log.js';
import type { Services } from '../../core/services.js';
import type { Listener } from '../../db/listen.js';

/** What an open page is about: one case, what concerns an office, or everything. */
export type Interest = { caseId: string } | { officeId: string } | 'everything';

export interface Hub {
  /** Calls back whenever something of the interest changed. @returns ends it */
  subscribe(interest: Interest, wake: () => void): () => void;
  /** True when something of the interest may have changed since a moment (milliseconds of the wall clock). */
  changedSince(interest: Interest, since: number): boolean;
}

interface Change {
  /** Empty: the change has no case, or something may have been missed. */
  caseId: string;
  at: number;
}

const memoryMs = 60_000;
const longestMemory = 20_000;
/** Changes this close together are asked about in one query. */
const gatherMs = 60;

const hubs = new WeakMap<Listener, Hub>();

/** The hub of a process: one for its one listener. */
export const hubOf = (services: Pick<Services, 'db' | 'listener' | 'log'>): Hub => {
  const hub = hubs.get(services.listener) ?? createHub(services);
  hubs.set(services.listener, hub);
  return hub;
};

/**
 * Asks again at each change of a case until there is an answer.
 * @param ask gives null while there is none
 * @returns null when there was none within the time
 */
export const askUntil = async <T>(
  hub: Hub,
  { caseId, ms }: { caseId: string; ms: number },
  ask: () => Promise<T | null>,
): Promise<T | null> => {
  const deadline = Date.now() + ms;
  let wake: () => void = () => undefined;
  let changed = false;
  const unsubscribe = hub.subscribe({ caseId }, () => {
    changed = true;
    wake();
  });
  try {
    for (;;) {
      changed = false;
      const answer = await ask();
      const left = deadline - Date.now();
      if (answer !== null || left <= 0) return answer;
      if (changed) continue;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  } finally {
    unsubscribe();
  }
};

/**
 * Hears each change of the projection once for the whole process and wakes the pages it concerns. Pages of one case are
 * woken at once; pages of an office after one query that finds the offices of all cases that changed together.
 */
export const createHub = ({ db, listener, log }: { db: Knex; listener: Listener; log: Log }): Hub => {
  const startedAt = Date.now();
  const pages = new Map<symbol, { interest: Interest; wake: () => void }>();
  const recent: Change[] = [];
  let gathered = new Set<string>();
  let timer: NodeJS.Timeout | undefined;

  const remember = (caseId: string): void => {
    const at = Date.now();
    recent.push({ caseId, at });
    while (recent.length > longestMemory || (recent[0] && recent[0].at < at - memoryMs)) recent.shift();
  };
  const wakeOffices = async (caseIds: string[]): Promise<void> => {
    const offices = caseIds.includes('') ? null : await officesOf(db, caseIds);
    for (const { interest, wake } of pages.values()) {
      if (
        typeof interest === 'object' &&
        'officeId' in interest &&
        (!offices || offices.has(interest.officeId))
      )
        wake();
    }
  };
  const gather = (caseId: string): void => {
    gathered.add(caseId);
    timer ??= setTimeout(() => {
      const caseIds = [...gathered];
      gathered = new Set();
      timer = undefined;
      wakeOffices(caseIds).catch((error: unknown) => {
        log.warn({ error: errorText(error) }, 'offices of changed cases could not be asked for');
        pages.forEach(({ wake }) => wake()); // a page too many is better than one that is wrong
      });
    }, gatherMs);
  };

  listener.on('projection', (caseId) => {
    remember(caseId);
    let offices = false;
    for (const { interest, wake } of pages.values()) {
      if (interest === 'everything') wake();
      else if ('officeId' in interest) offices = true;
      else if (caseId === '' || interest.caseId === caseId) wake();
    }
    if (offices) gather(caseId);
  });

  return {
    subscribe(interest, wake) {
      const id = Symbol('page');
      pages.set(id, { interest, wake });
      return () => pages.delete(id);
    },
    changedSince(interest, since) {
      const oldest =
        recent.length >= longestMemory ? (recent[0]?.at ?? 0) : Math.max(startedAt, Date.now() - memoryMs);
      if (since < oldest) return true;
      return recent.some(
        ({ caseId, at }) =>
          at >= since &&
          (caseId === '' ||
            typeof interest !== 'object' ||
            !('caseId' in interest) ||
            interest.caseId === caseId),
      );
    },
  };
};

/** The offices that decide the cases or have had a task in them. */
const officesOf = async (db: Knex, caseIds: string[]): Promise<Set<string>> => {
  const { rows } = await db.raw<{ rows: { office: string }[] }>(
    `select office_id as office from case_file where id = any(?::uuid[])
     union
     select unnest(job.groups) from engine_job job join engine_instance instance on instance.key = job.instance_key
     where instance.case_id = any(?::uuid[]) and job.kind = 'task'`,
    [caseIds, caseIds],
  );
  return new Set(rows.map(({ office }) => office));
};
