import type Modeler from 'bpmn-js/lib/Modeler.js';
import type { ModelerSettings } from '../../modeler/settings.js';
import { drawnXml } from '../canvas/diagram.js';
import { debounce } from '../page/debounce.js';
import { part } from '../page/part.js';
import type { SayModeler } from '../../modeler/texts.js';
import { timeSaid } from '../page/say.js';
import type { DraftStore } from './store.js';

export interface Autosave {
  /** Something was drawn, or another diagram is on the canvas. */
  changed(): void;
  /** What is on the canvas was begun from this version. */
  begunFrom(versionId: string): void;
  /** This is what is in force: a drawing that equals it needs no copy. */
  inForce(xml: string): void;
}

/** Keeps what is drawn in this browser, a moment after each change, until it is published. */
export const startAutosave = (
  modeler: Modeler,
  settings: ModelerSettings,
  { store, say }: { store: DraftStore; say: SayModeler },
): Autosave => {
  let published = '';
  let origin = settings.versionId;
  const keep = (xml: string): string => {
    if (xml === published) {
      store.dropMine();
      return '';
    }
    if (!store.save(origin, xml)) return say('draft.unsaved');
    return say('draft.saved', { time: timeSaid(settings.locale, new Date()) });
  };
  const save = async (): Promise<void> => {
    part('saved').textContent = keep(await drawnXml(modeler));
  };
  const soon = debounce(500, () => void save());
  window.addEventListener('beforeunload', (event) => {
    if (soon.waits()) event.preventDefault(); // the last half second is not kept yet
  });
  return {
    changed: soon,
    begunFrom(versionId) {
      origin = versionId;
    },
    inForce(xml) {
      published = xml;
      origin = settings.versionId;
      void save(); // what was drawn while the engine answered is kept
    },
  };
};
