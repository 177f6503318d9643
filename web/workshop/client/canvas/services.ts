export interface Point {
  x: number;
  y: number;
}

export interface Rectangle extends Point {
  width: number;
  height: number;
}

/** What of the drawing is written into the file for an element. */
export interface Drawing {
  bounds?: Rectangle;
  waypoint?: Point[];
  label?: { bounds?: Rectangle };
}

/** An element on the canvas: a shape, a flow, the text beside one. */
export interface Shape extends Partial<Rectangle> {
  id: string;
  parent?: Shape;
  label?: Shape;
  labelTarget?: Shape;
  waypoints?: Point[];
  businessObject: { $type: string; name?: string };
  di: Drawing;
}

/** One change that can be undone as a whole. */
export interface CommandHandler<Context> {
  execute(context: Context): Shape[];
  revert(context: Context): Shape[];
}

interface Definitions {
  diagrams?: { plane: { planeElement: (Drawing & { bpmnElement: { id: string } })[] } }[];
}

/** The parts of the modeler that this page talks to, by the names they have there. */
export interface ModelerServices {
  canvas: {
    zoom(level: 'fit-viewport'): void;
    viewbox(): Rectangle & { scale: number; inner: Rectangle; outer: { width: number; height: number } };
    viewbox(shown: Rectangle): void;
    resized(): void;
    focus(): void;
    getContainer(): HTMLElement;
    findRoot(element: Shape): Shape | null;
    getRootElement(): Shape;
    setRootElement(root: Shape): void;
    scrollToElement(element: Shape): void;
  };
  commandStack: {
    canUndo(): boolean;
    canRedo(): boolean;
    undo(): void;
    redo(): void;
    register<Context>(command: string, handler: CommandHandler<Context>): void;
    execute(command: string, context: object): void;
  };
  elementRegistry: { get(id: string): Shape | undefined; getAll(): Shape[] };
  eventBus: { fire(event: string, payload: object): void };
  moddle: {
    fromXML(xml: string): Promise<{ rootElement: Definitions }>;
    create(type: 'dc:Point', values: Point): Point;
  };
  overlays: {
    add(
      element: Shape,
      type: string,
      overlay: { position: Record<string, number>; html: HTMLElement; scale?: { min: number } },
    ): void;
    remove(filter: { type: string }): void;
  };
  propertiesPanel: { getEntryId?(element: Shape, path: (string | number)[]): string | null };
  toggleMode: { toggleMode(isActive: boolean): void };
  translate: (english: string) => string;
  selection: { get(): Shape[]; select(element: Shape | null): void };
}
