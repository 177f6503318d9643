/** The little that this page uses of packages which come without types, or with types of another module system. */

/* eslint-disable @typescript-eslint/consistent-type-imports -- a declared module can't import by a relative name: all of it would be `any` */
type ModelerServices = import('./canvas/services.js').ModelerServices;
type DiagramRoot = import('./files/engine.js').DiagramRoot;
type Shape = import('./canvas/services.js').Shape;
type Point = import('./canvas/services.js').Point;
/* eslint-enable @typescript-eslint/consistent-type-imports */

declare module 'bpmn-js/lib/Modeler.js' {
  interface ModelerOptions {
    container: HTMLElement;
    additionalModules: unknown[];
    moddleExtensions: Record<string, unknown>;
    propertiesPanel: { parent: HTMLElement };
    elementTemplates: unknown[];
    gridSnapping?: { active: boolean };
  }
  class Modeler {
    constructor(options: ModelerOptions);
    importXML(xml: string): Promise<{ warnings: (string | Error)[] }>;
    saveXML(options: { format: boolean }): Promise<{ xml?: string }>;
    saveSVG(): Promise<{ svg: string }>;
    getDefinitions(): DiagramRoot | undefined;
    get<Name extends keyof ModelerServices>(name: Name): ModelerServices[Name];
    on(event: string, listener: (event: { trigger?: string }) => void): void;
  }
  export { Modeler as default };
}
declare module 'bpmn-js/lib/NavigatedViewer.js' {
  class NavigatedViewer {
    constructor(options: {
      container: HTMLElement;
      additionalModules: unknown[];
      moddleExtensions: Record<string, unknown>;
    });
    importXML(xml: string): Promise<{ warnings: (string | Error)[] }>;
    get<Name extends keyof ModelerServices>(name: Name): ModelerServices[Name];
    destroy(): void;
  }
  export { NavigatedViewer as default };
}
declare module 'bpmn-js/lib/util/LabelUtil.js' {
  export function getExternalLabelMid(element: Shape): Point;
}
declare module 'bpmn-js-token-simulation/lib/viewer.js' {
  const simulation: object;
  export { simulation as default };
}
declare module 'bpmn-auto-layout' {
  /** Lays out the first process of a diagram anew. @returns its XML */
  export function layoutProcess(xml: string): Promise<string>;
}
declare module 'bpmn-js-properties-panel' {
  export const BpmnPropertiesPanelModule: object;
  export const BpmnPropertiesProviderModule: object;
  export const ZeebePropertiesProviderModule: object;
}
declare module 'bpmn-js-element-templates' {
  export const CloudElementTemplatesPropertiesProviderModule: object;
}
declare module 'bpmn-js-create-append-anything' {
  export const CreateAppendAnythingModule: object;
  export const CreateAppendElementTemplatesModule: object;
}
declare module '@bpmn-io/element-template-chooser' {
  const chooser: object;
  export { chooser as default };
}
declare module '@bpmn-io/element-template-icon-renderer' {
  const icons: object;
  export { icons as default };
}
declare module 'camunda-bpmn-js-behaviors/lib/camunda-cloud/index.js' {
  const behaviors: object;
  export { behaviors as default };
}
declare module 'diagram-js-minimap' {
  const minimap: object;
  export { minimap as default };
}
declare module 'diagram-js-grid' {
  const grid: object;
  export { grid as default };
}
declare module 'bpmn-js-i18n/translations/it.js' {
  const sentences: Record<string, string>;
  export { sentences as default };
}
declare module 'bpmnlint-plugin-camunda-compat' {
  const plugin: { configs: Record<string, object> };
  export { plugin as default };
}
declare module '@camunda/linting' {
  export interface Report {
    id: string;
    rule: string;
    message: string;
    category: 'error' | 'warn' | 'info' | 'rule-error';
  }
  export class Linter {
    constructor(options: {
      modeler: 'web';
      type: 'cloud';
      plugins: { config: { rules: Record<string, 'off'> } }[];
    });
    lint(definitions: unknown): Promise<Report[]>;
  }
}
declare module '@camunda/linting/lib/utils/properties-panel.js' {
  import type { Report } from '@camunda/linting';

  /** Ids of the panel's fields that a report is about. */
  export function getReportEntryIds(
    report: Report,
    element: unknown,
    resolve: (element: unknown, path: (string | number)[]) => string | null,
  ): string[];
}
declare module 'dmn-js/lib/Modeler.js' {
  interface DmnView {
    type: string;
  }
  interface DmnViewer {
    on(event: string, listener: () => void): void;
    get(name: 'commandStack'): { undo(): void; redo(): void };
  }
  class DmnModeler {
    constructor(options: {
      container: HTMLElement;
      common?: object;
      drd?: object;
      decisionTable?: object;
      literalExpression?: object;
    });
    importXML(xml: string): Promise<{ warnings: unknown[] }>;
    saveXML(options: { format: boolean }): Promise<{ xml: string }>;
    getViews(): DmnView[];
    open(view: DmnView): Promise<unknown>;
    getActiveViewer(): DmnViewer | undefined;
    on(event: string, listener: () => void): void;
  }
  export { DmnModeler as default };
}
declare module '@bpmn-io/form-js-editor' {
  interface FormField {
    id: string;
    key?: string;
  }
  interface FormServices {
    commandStack: { undo(): void; redo(): void };
    formFieldRegistry: { getAll(): FormField[] };
    modeling: { addFormField(attributes: object, target: object, index: number): FormField };
    formFields: { _formFields: Record<string, { config: { name?: string } }> };
  }
  class FormEditor {
    constructor(options: {
      container: HTMLElement;
      additionalModules: unknown[];
      exporter: { name: string; version: string };
    });
    importSchema(schema: object): Promise<{ warnings: unknown[] }>;
    saveSchema(): object;
    on(event: string, listener: (event: never) => void): void;
    get<Name extends keyof FormServices>(name: Name): FormServices[Name];
  }
  export { FormEditor };
}
declare module '@bpmn-io/form-js-viewer' {
  interface FieldDefinition {
    config: { type: string; name: string; create: (attributes?: object, isNew?: boolean) => object };
  }
  export const Textfield: FieldDefinition;
  export const Select: FieldDefinition;
  export const Group: FieldDefinition;
  export const FilePicker: FieldDefinition;
}
