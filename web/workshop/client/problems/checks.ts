import type Modeler from 'bpmn-js/lib/Modeler.js';
import type { ModelerSettings } from '../../modeler/settings.js';
import { debounce } from '../page/debounce.js';
import { showMessage } from '../page/message.js';
import { onClick } from '../page/part.js';
import type { SayModeler } from '../../modeler/texts.js';
import { drawCount, type TownState } from './count.js';
import { drawList } from './list.js';
import { drawMarks } from './marks.js';
import { pageCheck } from './page-check.js';
import { drawPanelErrors } from './panel-errors.js';
import { distinct, merged, type Problem } from './problem.js';
import { townCheck } from './town-check.js';

export interface Checks {
  /** Something has changed: both checks run, each after its own pause. */
  changed(): void;
  /** What the server found when it refused to publish. */
  found(problems: readonly Problem[]): void;
}

/** Keeps list, marks and panel up with the drawing: the engine's rules at once, the municipality's when the server answers. */
export const startChecks = (modeler: Modeler, settings: ModelerSettings, say: SayModeler): Checks => {
  const checkHere = pageCheck(modeler, settings.locale);
  let [ofPage, ofTown]: (readonly Problem[])[] = [[], []];
  let town: TownState = 'asked';
  let asked = 0;

  const draw = (): void => {
    const problems = merged(ofPage ?? [], ofTown ?? []);
    const said = distinct(problems);
    drawList(modeler, said, say);
    drawCount(said, town, say);
    drawMarks(modeler, said, say);
    drawPanelErrors(modeler, problems);
  };
  const runHere = async (): Promise<void> => {
    ofPage = await checkHere();
    draw();
  };
  const runTown = async (): Promise<void> => {
    const turn = (asked += 1);
    const answer = await townCheck(modeler, settings).catch(() => null);
    if (turn !== asked) return; // a later drawing is being checked already
    ofTown = answer ?? [];
    town = answer ? 'answered' : 'away';
    if (!answer) showMessage(say('checkFailed'), 'bad');
    await runHere();
  };
  const soonHere = debounce(150, () => void runHere());
  const soonTown = debounce(600, () => void runTown());

  modeler.on('selection.changed', () => drawPanelErrors(modeler, ofPage ?? []));
  onClick('check', () => void runTown());
  return {
    changed() {
      asked += 1; // an answer about the drawing of before would bring back what has just been mended
      town = 'asked';
      soonHere();
      soonTown();
    },
    found(problems) {
      ofTown = problems;
      draw();
    },
  };
};
