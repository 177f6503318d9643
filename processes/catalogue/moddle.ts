import { createRequire } from 'node:module';
import { BpmnModdle, type ModdleElement } from 'bpmn-moddle';

const zeebe = createRequire(import.meta.url)('zeebe-bpmn-moddle/resources/zeebe.json') as Record<
  string,
  unknown
>;

const moddle = new BpmnModdle({ zeebe }); // keeps nothing of what it reads

/** A reader and writer of diagrams that knows the engine's extensions. */
export const zeebeModdle = (): BpmnModdle => moddle;

/** A property of the parser's that holds a list, or nothing. */
export const many = (value: unknown): ModdleElement[] =>
  Array.isArray(value) ? (value as ModdleElement[]) : [];

/** What an element's extensions hold. */
export const valuesOf = (element: ModdleElement): ModdleElement[] =>
  many((element['extensionElements'] as ModdleElement | undefined)?.['values']);

/** @param type as `zeebe:IoMapping` */
export const extensionOf = (element: ModdleElement, type: string): ModdleElement | undefined =>
  valuesOf(element).find(({ $type }) => $type === type);
