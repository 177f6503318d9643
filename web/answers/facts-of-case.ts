import type { Services } from '../../core/services.js';
import type { CaseFile } from '../../db/models/case-file.js';
import { caseSilence } from '../../db/silence.js';
import { dateInRome } from '../../law/calendar.js';
import { engineView, type EngineView } from '../cases/page/present-query.js';
import type { CardFacts } from './card/facts.js';
import { presentOf } from './card/present.js';
import { toldLetters } from './letters-query.js';

/** Gathers what the answer on a case is drawn from, and the way it has come, which the public page tells too. */
export const factsOfCase = async (
  { db, catalogue, clock }: Services,
  file: CaseFile,
  { audience, t }: Pick<CardFacts, 'audience' | 't'>,
): Promise<{ facts: CardFacts; view: EngineView }> => {
  const version = await catalogue.version(file.procedureVersionId);
  const [view, letters, { state, silence }] = await Promise.all([
    engineView(db, file.id),
    toldLetters(db, file.id),
    caseSilence(db, file, version.sheet.term, dateInRome(clock.now())),
  ]);
  const { model, sheet } = version;
  const facts: CardFacts = {
    model,
    sheet,
    municipality: catalogue.municipality,
    present: presentOf(file, view, model),
    presentedAt: file.presentedAt,
    dueDate: file.dueDate,
    silence,
    stop: state.stop,
    now: clock.now(),
    letters,
    awaited: view.awaited,
    audience,
    t,
  };
  return { facts, view };
};
