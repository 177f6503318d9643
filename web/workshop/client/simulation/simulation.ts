import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer.js';
import simulation from 'bpmn-js-token-simulation/lib/viewer.js';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json' with { type: 'json' };
import type { Locale } from '../../../i18n.js';
import { simulationSaid } from '../../italian/simulation.js';
import { translateAll } from './translate-all.js';

/**
 * Shows a diagram on which tokens walk.
 * @returns ends it and takes everything away
 * @throws Error when the diagram can't be read
 */
export const openSimulation = async (
  container: HTMLElement,
  xml: string,
  locale: Locale,
): Promise<() => void> => {
  const viewer = new NavigatedViewer({
    container,
    moddleExtensions: { zeebe },
    additionalModules: [simulation],
  });
  const stopTranslating = locale === 'it' ? translateAll(container, simulationSaid) : () => undefined;
  await viewer.importXML(xml);
  viewer.get('canvas').zoom('fit-viewport');
  viewer.get('toggleMode').toggleMode(true);
  return () => {
    stopTranslating();
    viewer.destroy();
    container.replaceChildren();
  };
};
