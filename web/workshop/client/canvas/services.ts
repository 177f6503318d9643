/** An element on the canvas. */
export interface Shape {
  id: string;
  parent?: Shape;
  labelTarget?: Shape;
  businessObject: { $type: string; name?: string };
}

interface Rectangle {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The parts of the modeler that this page talks to, by the names they have there. */
export interface ModelerServices {
  canvas: {
    zoom(level: 'fit-viewport'): void;
    viewbox(): Rectangle & { scale: number; inner: Rectangle; outer: { width: number; height: number } };
    viewbox(shown: Rectangle): void;
    resized(): void;
    focus(): void;
    findRoot(element: Shape): Shape | null;
    getRootElement(): Shape;
    setRootElement(root: Shape): void;
    scrollToElement(element: Shape): void;
  };
  commandStack: { canUndo(): boolean; canRedo(): boolean; undo(): void; redo(): void };
  elementRegistry: { get(id: string): Shape | undefined };
  eventBus: { fire(event: string, payload: object): void };
  overlays: {
    add(
      element: Shape,
      type: string,
      overlay: { position: Record<string, number>; html: HTMLElement; scale?: { min: number } },
    ): void;
    remove(filter: { type: string }): void;
  };
  propertiesPanel: { getEntryId?(element: Shape, path: (string | number)[]): string | null };
  translate: (english: string) => string;
  selection: { get(): Shape[]; select(element: Shape | null): void };
}
