declare module 'bpmn-js-differ' {
  import type { ModdleElement } from 'bpmn-moddle';

  /** By id. What else it tells (changed, removed) is read from the diagrams themselves: this version swaps old and new values. */
  export interface Differences {
    _added: Record<string, ModdleElement>;
    /** What was added is in it too. */
    _layoutChanged: Record<string, ModdleElement>;
  }
  export function diff(before: ModdleElement, after: ModdleElement): Differences;
}
