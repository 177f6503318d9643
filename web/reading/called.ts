import type { ModdleElement } from 'bpmn-moddle';
import { decoded } from '../../processes/catalogue/engine-variables.js';
import { extensionOf } from '../../processes/catalogue/moddle.js';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Name of the shared subprocess that a call activity calls; empty for anything else. */
export const subprocessOf = (element: ModdleElement | undefined): string =>
  text(element && extensionOf(element, 'zeebe:CalledElement')?.['processId']);

/** Id of the decision that a business rule task asks; empty for anything else. */
export const decisionOf = (element: ModdleElement | undefined): string =>
  text(element && extensionOf(element, 'zeebe:CalledDecision')?.['decisionId']);

/** A decision's table as its author explains it: the name, and what its rules say of themselves. */
export interface DecisionInWords {
  title: string;
  rules: string[];
}

const decisions = /<(?:\w+:)?decision\b([^>]*)>([\s\S]*?)<\/(?:\w+:)?decision>/g;
const descriptions = /<(?:\w+:)?description>([\s\S]*?)<\/(?:\w+:)?description>/g;
const valueOf = (attributes: string, name: string): string =>
  decoded(new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1] ?? '');

/** Finds a decision among a procedure's files. @returns null for one that isn't there */
export const decisionInWords = (files: Record<string, string>, id: string): DecisionInWords | null => {
  const all = Object.values(files).flatMap((xml) => [...xml.matchAll(decisions)]);
  const found = all.find(([, head = '']) => id && valueOf(head, 'id') === id);
  if (!found) return null;
  const [, head = '', body = ''] = found;
  const rules = [...body.matchAll(descriptions)].map(([, text = '']) => decoded(text).trim());
  return { title: valueOf(head, 'name') || id, rules };
};
