import type { Shape } from './services.js';

interface Group {
  id: string;
}
interface Extensions {
  extensionElements?: { values?: { $type: string }[] };
}

/** What the panel offers and Zeebe 8.5 doesn't have. */
const unknownToEngine = new Set(['Zeebe__ExecutionListeners', 'Zeebe__TaskListeners']);

const isEngineUserTask = ({ businessObject }: Shape): boolean =>
  (businessObject as Extensions).extensionElements?.values?.some(({ $type }) => $type === 'zeebe:UserTask') ??
  false;

/** Tasks are Sportello's: the choice is only shown to undo the other one, which a file may bring along. */
const isShown = (element: Shape, { id }: Group): boolean =>
  !unknownToEngine.has(id) && (id !== 'userTaskImplementation' || isEngineUserTask(element));

const afterAllOthers = 100;

class PanelGroups {
  static $inject = ['propertiesPanel', 'translate'];

  constructor(
    panel: { registerProvider(priority: number, provider: unknown): void },
    private readonly translate: (english: string) => string,
  ) {
    panel.registerProvider(afterAllOthers, this);
  }

  getGroups(element: Shape) {
    const { translate } = this; // which the panel forgets to hand to its groups' buttons
    return (groups: Group[]): Group[] =>
      groups.filter((group) => isShown(element, group)).map((group) => ({ ...group, translate }));
  }
}

/** Leaves out of the properties panel what would only mislead here, and gives the rest its language. */
export const panelGroups = { __init__: ['panelGroups'], panelGroups: ['type', PanelGroups] };
