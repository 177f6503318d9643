import { declaresEntities } from '../../../core/xml.js';
import { DmnModdle, type DmnElement } from 'dmn-moddle';
import { BusinessError } from '../../../core/errors.js';

/** How a table answers when several rules match (DMN 1.3, 8.2.8). */
export type HitPolicy = 'UNIQUE' | 'FIRST' | 'ANY' | 'RULE ORDER' | 'COLLECT';

export interface DecisionRule {
  id: string;
  description: string;
  /** A unary test for each input, in their order. */
  tests: string[];
  /** An expression for each output, in their order. */
  answers: string[];
}

export interface DecisionTable {
  kind: 'table';
  hitPolicy: HitPolicy;
  aggregation: 'SUM' | 'MIN' | 'MAX' | 'COUNT' | null;
  inputs: { label: string; expression: string }[];
  outputs: { name: string; label: string }[];
  rules: DecisionRule[];
}

export interface Decision {
  id: string;
  name: string;
  /** Ids of the decisions whose results it reads. */
  requires: string[];
  logic: DecisionTable | { kind: 'expression'; text: string };
}

const many = (value: unknown): DmnElement[] => (Array.isArray(value) ? (value as DmnElement[]) : []);
const one = (value: unknown): DmnElement | undefined => value as DmnElement | undefined;
const textOf = (holder: unknown): string => String(one(holder)?.['text'] ?? '').trim();
const said = (value: unknown): string => (typeof value === 'string' ? value : '');

const ruleOf = (rule: DmnElement): DecisionRule => ({
  id: rule.id ?? '',
  description: said(rule['description']).trim(),
  tests: many(rule['inputEntry']).map(textOf),
  answers: many(rule['outputEntry']).map(textOf),
});

const tableOf = (table: DmnElement): DecisionTable => ({
  kind: 'table',
  hitPolicy: (said(table['hitPolicy']) || 'UNIQUE') as HitPolicy,
  aggregation: (said(table['aggregation']) || null) as DecisionTable['aggregation'],
  inputs: many(table['input']).map((input) => ({
    label: said(input['label']) || textOf(input['inputExpression']),
    expression: textOf(input['inputExpression']),
  })),
  outputs: many(table['output']).map((output) => ({
    name: output.name ?? '',
    label: said(output['label']) || (output.name ?? ''),
  })),
  rules: many(table['rule']).map(ruleOf),
});

const decisionOf = (decision: DmnElement): Decision[] => {
  const logic = one(decision['decisionLogic']);
  if (!logic || !decision.id) return [];
  const requires = many(decision['informationRequirement']).flatMap((requirement) => {
    const href = said(one(requirement['requiredDecision'])?.['href']);
    return href ? [href.replace(/^#/, '')] : [];
  });
  const { id, name = id } = decision;
  const read: Decision['logic'] | null =
    logic.$type === 'dmn:DecisionTable'
      ? tableOf(logic)
      : logic.$type === 'dmn:LiteralExpression'
        ? { kind: 'expression', text: textOf(logic) }
        : null;
  return read ? [{ id, name, requires, logic: read }] : [];
};

const unreadable = (why: string): BusinessError =>
  new BusinessError('decision.unreadable', {
    message: `Questa decisione non si legge: ${why}.`,
    remedy:
      'La bozza non è cambiata. Correggi la decisione, o riprendi la versione di prima dalla cronologia.',
  });

/**
 * The decisions of a DMN file, as far as the desk draws and tries them: tables and expressions.
 * @throws BusinessError for a file that is no DMN, or holds entities
 */
export const readDecisions = async (dmn: string): Promise<Decision[]> => {
  if (declaresEntities(dmn))
    throw unreadable('contiene un DOCTYPE o delle entità, che per sicurezza non si leggono');
  try {
    const { rootElement } = await new DmnModdle().fromXML(dmn, 'dmn:Definitions');
    return many(rootElement['drgElement']).flatMap((element) =>
      element.$type === 'dmn:Decision' ? decisionOf(element) : [],
    );
  } catch {
    throw unreadable('non è DMN 1.3');
  }
};
