import { randomUUID } from 'node:crypto';
import { BusinessError } from '../../core/errors.js';
import { openCase } from '../../db/transactions/open-case.js';
import { dateInRome } from '../../law/calendar.js';
import { checkCharacter } from '../../law/codice-fiscale.js';
import type { DiagramModel } from '../../processes/catalogue/diagram-model.js';
import { dated } from '../../processes/catalogue/scenario/dated.js';
import { passedBy } from '../../processes/catalogue/scenario/outcome.js';
import { operator } from '../../processes/catalogue/scenario/people.js';
import { settle, stateOf } from '../../processes/catalogue/scenario/watch.js';
import type { ScenarioWorld } from '../../processes/catalogue/scenario/world.js';
import { lettersOf, minutesOf, named, type WrittenLetter } from '../walk.js';
import { isPlaceKnown, nextMoment } from '../next-moment.js';
import { redo } from './act.js';
import type { Ending } from './compare.js';
import type { Act, Decided } from './decided.js';

export interface Driven extends Ending {
  passed: string[];
  written: WrittenLetter[];
}

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** A case that nothing ends any more. */
const longestDays = 3 * 366;
/** Times that a case is found moving, or at a place that isn't known yet, between one jump of time and the next. */
const mostLooks = 60;
const lookAgainMs = 250;

/** Opens the case anew for an invented person and leads it with the answers of then, until it ends or has no answer. */
export const drive = async (world: ScenarioWorld, procedureId: string, decided: Decided): Promise<Driven> => {
  const { services } = world;
  const version = await services.catalogue.latest(procedureId);
  if (!version) throw new Error(`${procedureId} is not in the gym`);
  const presentedAt = services.clock.now();
  const presentedOn = dateInRome(presentedAt);
  const { caseId } = await openCase(services, operator, {
    procedureVersionId: version.id,
    applicantId: await inventedApplicant(world, decided.applicant),
    application: dated(decided.application, presentedOn),
    attachments: [],
    submissionToken: randomUUID(),
  });
  const begun = { caseId, presentedOn, startMs: presentedAt.getTime() };
  const stopped = await lead(world, begun, { acts: decided.acts, model: version.model });
  const { outcome } = await stateOf(world, caseId);
  const written = await lettersOf(services, caseId);
  return {
    outcome,
    stopped,
    minutes: await minutesOf(services, caseId),
    letters: written.map(({ code }) => code),
    passed: await passedBy(services, caseId),
    written,
  };
};

interface Begun {
  caseId: string;
  presentedOn: string;
  startMs: number;
}

/** @returns null when the case has ended, else where it stopped */
const lead = async (
  world: ScenarioWorld,
  file: Begun,
  { acts, model }: { acts: Act[]; model: DiagramModel },
): Promise<string | null> => {
  const { services } = world;
  const { caseId, startMs } = file;
  const momentOf = ({ after }: Act): number => startMs + after * minuteMs;
  let left = [...acts];
  for (let looks = 0; looks < mostLooks;) {
    const isStill = Boolean(await settle(world, caseId));
    const { status, tasks, incidents } = await stateOf(world, caseId);
    if (status === 'closed') return null;
    const [blocked] = incidents;
    if (blocked) return `si blocca: ${named(blocked, model)}`;
    const now = services.clock.now().getTime();
    const done = await redoFirst(
      world,
      file,
      left.filter((act) => momentOf(act) <= now),
    );
    if (typeof done === 'string') return done;
    if (done) {
      left = left.filter((act) => act !== done);
      continue;
    }
    const byItself = await nextMoment(services, caseId);
    if (!isStill || byItself.isRinging || !(await isPlaceKnown(services, caseId))) {
      looks += 1;
      await new Promise((resolve) => setTimeout(resolve, lookAgainMs));
      continue;
    }
    const next = Math.min(byItself.at ?? Infinity, ...left.map(momentOf).filter((at) => at > now));
    if (next - startMs > longestDays * dayMs)
      return stoppedAt(tasks.map(({ elementId }) => named(elementId, model)));
    await world.advance(next - now, () => settle(world, caseId));
    looks = 0;
  }
  return 'non si ferma mai del tutto: il motore è troppo occupato, riprova.';
};

const stoppedAt = (waiting: string[]): string =>
  waiting.length > 0
    ? `si ferma a ${waiting.join(', ')}: nella pratica di allora non c’è una risposta.`
    : 'si ferma ad aspettare qualcosa che nella pratica di allora non è arrivato.';

/** @returns the act that was done, a sentence when it was refused, null when none has a place now */
const redoFirst = async (world: ScenarioWorld, file: Begun, due: Act[]): Promise<Act | string | null> => {
  for (const act of due) {
    try {
      if (await redo(world, file, act)) return act;
    } catch (error) {
      if (!(error instanceof BusinessError)) throw error;
      return `una risposta di allora è rifiutata: ${error.message}`;
    }
  }
  return null;
};

let invented = 0;

/** Somebody who doesn't exist, reached by the same ways; a new one for each case, so that nobody asks twice. */
const inventedApplicant = async (
  { services: { db, clock } }: ScenarioWorld,
  { kind, birthYear, pec, post }: Decided['applicant'],
): Promise<string> => {
  invented += 1;
  const letters = [
    ...String(Date.now() % 1_000).padStart(3, '0'),
    ...String(invented % 1_000).padStart(3, '0'),
  ]
    .map((digit) => 'BCDFGHLMNP'[Number(digit)])
    .join('');
  const fifteen = `${letters}80A01H223`;
  const at = clock.now();
  const [row] = (await db('party')
    .insert({
      kind,
      ...(kind === 'person'
        ? {
            given_name: 'Persona',
            family_name: `Di Prova ${invented}`,
            birth_date: `${birthYear ?? 1980}-01-01`,
          }
        : { organisation_name: `Ente di prova ${invented}` }),
      ...(kind === 'person'
        ? { tax_code: fifteen + checkCharacter(fifteen) }
        : { no_code_reason: 'palestra' }),
      pec: pec ? `prova${invented}@pec.example` : null,
      ...(post && {
        street: 'Via della Prova 1',
        postal_code: '42013',
        municipality: 'Casalgrande',
        province: 'RE',
      }),
      created_at: at,
      updated_at: at,
    })
    .returning('id')) as { id: string }[];
  return row?.id ?? '';
};
