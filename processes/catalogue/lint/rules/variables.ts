import type { ModdleElement } from 'bpmn-moddle';
import type { FormComponent, FormSchema } from '../../bundle.js';
import type { DiagramElement } from '../../diagram-model.js';
import { givenVariables } from '../../given-variables.js';
import { paidMessage, paidVariables } from '../../../../law/payments.js';
import { expressionsOfDecision } from '../../engine-variables.js';
import { rowCountOf } from '../../row-counts.js';
import { variablesRead } from '../feel.js';
import { elementsOf, type LintContext, type Problem, type Rule } from '../finding.js';

const keysOf = (components: readonly FormComponent[]): string[] =>
  components.flatMap(({ key, path, components: inner = [] }) => {
    const own = key ?? path?.split('.')[0];
    return [...(own ? [own] : []), ...(path ? [rowCountOf(path)] : keysOf(inner))];
  });

/** Names under which a form keeps its answers. */
export const answersOf = (form: FormSchema | undefined): string[] => (form ? keysOf(form.components) : []);

/** What an element brings: a worker's results, or the answers of a form. */
const broughtBy = (element: DiagramElement, { bundle, contracts }: LintContext): string[] => {
  const worker = contracts.get(element.jobType ?? '');
  const message = bundle.sheet.messages.find(({ name }) => name === element.message);
  return [
    ...(worker?.outputs.map(({ name }) => name) ?? []),
    ...(element.formKey ? answersOf(bundle.forms[element.formKey]) : []),
    ...(element.message === paidMessage ? paidVariables : []),
    ...(message?.form ? answersOf(bundle.forms[message.form]) : []),
  ];
};

/** Variables that an element's own expressions may read besides: its inputs and those of the subprocesses around it. */
const localTo = (id: string, context: LintContext): string[] => {
  const element = context.model.elements.get(id);
  if (!element) return [];
  return [...inputNames(element), ...resultNames(id, context), ...localTo(element.parent, context)];
};

/** A name that begins as nothing is only kept inside (shared/inputs.ts): somebody must still write it. */
const inputNames = ({ inputs }: DiagramElement): string[] =>
  Object.entries(inputs)
    .filter(([, source]) => source !== '=null')
    .map(([name]) => name);

/** An input is worked out before the element begins: it reads what is around, and other inputs. */
const readableBy = (element: DiagramElement, text: string, context: LintContext): string[] => {
  const inputs = Object.entries(element.inputs);
  if (!inputs.some(([, source]) => source === text))
    return [...localTo(element.id, context), ...broughtBy(element, context)];
  const others = inputs.filter(([, source]) => source !== text).map(([name]) => name);
  return [...others, ...resultNames(element.id, context), ...localTo(element.parent, context)];
};

/** Names that a repetition, a decision or a script gives its item or result; only the parsed diagram has them. */
const resultNames = (id: string, { raw }: LintContext): string[] => {
  const element = raw[id];
  const repeated = element?.['loopCharacteristics'] as ModdleElement | undefined;
  const extensions = [element, repeated].flatMap(
    (holder) =>
      ((holder?.['extensionElements'] as ModdleElement | undefined)?.['values'] ?? []) as ModdleElement[],
  );
  return extensions.flatMap((extension) =>
    ['resultVariable', 'inputElement', 'outputCollection'].flatMap((property) => {
      const name = extension[property];
      return typeof name === 'string' ? [name] : [];
    }),
  );
};

/** With output mappings only what they name leaves the element; the rest is gone. */
const leftBy = (element: DiagramElement, context: LintContext): string[] => {
  const mapped = Object.keys(element.outputs);
  return mapped.length > 0 ? mapped : [...broughtBy(element, context), ...resultNames(element.id, context)];
};

const unset = (name: string): string =>
  `l’espressione legge «${name}», che nessun modulo e nessun passaggio scrive: correggi il nome o aggiungi il dato`;

/** Every variable that an expression reads is written by somebody before; a misspelt one stops the case. */
export const variables: Rule = {
  name: 'variables',
  check: (context) => {
    const { model, bundle } = context;
    const parameters = Object.values(bundle.shared ?? {}).flatMap(({ contract }) => contract.parameters);
    const everywhere = new Set([
      ...givenVariables,
      ...parameters.map(({ name }) => name),
      ...answersOf(bundle.forms[bundle.sheet.applicationForm]),
      ...[...model.elements.values()].flatMap((element) => leftBy(element, context)),
    ]);
    const inDiagram = model.expressions.flatMap(({ elementId, text }): Problem[] => {
      const element = model.elements.get(elementId);
      const flow = model.flows.get(elementId);
      const around = flow ? (model.elements.get(flow.source)?.parent ?? '') : '';
      const here = new Set(element ? readableBy(element, text, context) : localTo(around, context));
      const place = element ?? (flow && { id: flow.id, name: flow.name });
      return [...variablesRead(text)]
        .filter((name) => !everywhere.has(name) && !here.has(name))
        .map((name) => ({ element: place ?? null, message: unset(name) }));
    });
    const handedOver = new Set(elementsOf(model, 'businessRuleTask').flatMap(inputNames));
    const inDecisions = Object.entries(bundle.decisions).flatMap(([file, dmn]) =>
      [...new Set(expressionsOfDecision(dmn).flatMap((text) => [...variablesRead(text)]))]
        .filter((name) => !everywhere.has(name) && !handedOver.has(name))
        .map((name): Problem => ({ file: `decisions/${file}`, message: unset(name), severity: 'warning' })),
    );
    return [...inDiagram, ...inDecisions];
  },
};
