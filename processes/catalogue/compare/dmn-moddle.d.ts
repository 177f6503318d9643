declare module 'dmn-moddle' {
  import type { ModdleElement } from 'bpmn-moddle';

  export class DmnModdle {
    fromXML(xml: string): Promise<{ rootElement: ModdleElement }>;
  }
}
