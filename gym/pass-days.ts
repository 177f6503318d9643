import type { Services } from '../core/services.js';
import { advanceClock } from '../engine/clock.js';
import { untilProjected } from '../engine/quiet.js';
import { nextMoment } from './next-moment.js';
import { managementUrlOf } from './settings.js';

const dayMs = 24 * 60 * 60 * 1000;
/** A step that hangs doesn't stop the days. */
const patienceMs = 5_000;

/** True while something goes on that no person has to do: commands, automated steps, terms that have run out. */
const isBusy = async ({ db, clock }: Services): Promise<boolean> => {
  const { rows } = await db.raw<{ rows: { busy: boolean }[] }>(
    `select exists (select from engine_command where status = 'pending')
       or exists (select from engine_job where kind = 'job' and state in ('created', 'failed') and retries > 0)
       or exists (select from term_alarm where sent_at is null and due_at <= ?) as busy`,
    [clock.now()],
  );
  return rows[0]?.busy ?? false;
};

/** Waits until all cases of the gym stand still, or patience ends. */
const untilStill = async (services: Services): Promise<void> => {
  const managementUrl = managementUrlOf(services.config);
  for (const deadline = Date.now() + patienceMs; Date.now() < deadline;) {
    if (!(await isBusy(services))) {
      await untilProjected(managementUrl, patienceMs);
      if (!(await isBusy(services)) && !(await nextMoment(services, null)).isRinging) return;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

/**
 * Lets days pass in the gym, from one moment at which something falls due to the next: what it begins counts from there, as it
 * does outside.
 */
export const passDays = async (services: Services, days: number): Promise<void> => {
  const { clock, config } = services;
  const until = clock.now().getTime() + days * dayMs;
  await untilStill(services);
  for (let now = clock.now().getTime(); now < until; now = clock.now().getTime()) {
    const { at } = await nextMoment(services, null);
    const next = Math.min(at ?? until, until);
    await advanceClock(services, managementUrlOf(config), next - now);
    await untilStill(services);
  }
};
