import type { ModdleElement } from 'bpmn-moddle';
import type { Municipality } from '../municipality.js';
import type { ProcedureBundle } from '../bundle.js';
import type { DiagramElement, DiagramModel } from '../diagram-model.js';
import type { WorkerContract } from '../../../workers/contracts.js';
import type { Graph } from './graph.js';

export type Severity = 'error' | 'warning';

/** One thing that is wrong in a procedure, told to the person who draws it. */
export interface Finding {
  /** Path of the file, below the folder's own path. */
  file: string;
  elementId: string | null;
  elementName: string | null;
  /** Name of the rule, for tests and for those who look it up. */
  rule: string;
  /** Italian; says what to do. */
  message: string;
  /** In the file, from 1; for files that are written as text. */
  line?: number;
  severity: Severity;
}

/** A finding as a terminal shows it: file, element, what to do. */
export const inLine = ({ file, elementId, elementName, message, severity }: Finding): string => {
  const place = elementName ?? elementId;
  return `${file}: ${place ? `elemento «${place}»: ` : ''}${severity === 'warning' ? '(avviso) ' : ''}${message}`;
};

/** What a rule finds: the place and the sentence. Without `file` it is the diagram, without `severity` an error. */
export interface Problem {
  file?: string;
  element?: { id: string; name: string } | null;
  message: string;
  line?: number;
  severity?: Severity;
}

/** Everything that rules look at. */
export interface LintContext {
  bundle: ProcedureBundle;
  model: DiagramModel;
  graph: Graph;
  /** By id, as the parser gives them: for what the model leaves out. */
  raw: Readonly<Record<string, ModdleElement>>;
  /** By job type. */
  contracts: ReadonlyMap<string, WorkerContract>;
  municipality: Municipality;
  /** Names of the municipality's own values (valori.yaml). */
  values: ReadonlySet<string>;
}

/** A rule of ours: a name and what finds the problems. */
export interface Rule {
  name: string;
  check(context: LintContext): Problem[];
}

/** An element's name as it is read in a sentence: diagrams break it over several lines. */
export const nameInLine = (name: string | undefined): string | null =>
  name?.replace(/\s+/g, ' ').trim() || null;

/** Where a form lies in the procedure's folder. */
export const formFile = (key: string): string => `forms/${key}.form`;

/** Elements of a type, in the diagram's order. */
export const elementsOf = ({ elements }: DiagramModel, ...types: string[]): DiagramElement[] =>
  [...elements.values()].filter(({ type }) => types.includes(type));

/** A mapping's constant: `L6` or `="L6"`; null for an expression or nothing. */
export const constantOf = (source: string | undefined): string | null => {
  if (!source) return null;
  if (!source.startsWith('=')) return source;
  return /^=\s*"([^"]*)"\s*$/.exec(source)?.[1] ?? null;
};
