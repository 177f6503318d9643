declare module 'bpmn-moddle' {
  /** An element of a diagram as the parser gives it; what it holds depends on its `$type`. */
  export interface ModdleElement {
    $type: string;
    id: string;
    name?: string;
    [property: string]: unknown;
  }
  export interface ParsedDiagram {
    rootElement: ModdleElement;
    elementsById: Record<string, ModdleElement>;
    references: { element: ModdleElement; property: string; id: string }[];
    warnings: { message: string; error?: Error; element?: ModdleElement }[];
  }
  export class BpmnModdle {
    constructor(packages?: Record<string, unknown>);
    fromXML(xml: string): Promise<ParsedDiagram>;
    toXML(element: ModdleElement, options?: { format?: boolean }): Promise<{ xml: string }>;
    create(type: string, properties?: Record<string, unknown>): ModdleElement;
  }
}
