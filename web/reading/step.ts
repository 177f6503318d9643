import type { ModdleElement } from 'bpmn-moddle';
import { Temporal } from 'temporal-polyfill';
import type { ProcedureVersion } from '../../processes/catalogue/catalogue.js';
import type { DiagramElement, DiagramModel } from '../../processes/catalogue/diagram-model.js';
import { constantOf } from '../../processes/catalogue/lint/finding.js';
import type { Municipality } from '../../processes/catalogue/municipality.js';
import { publicWords } from '../../processes/catalogue/public-words.js';
import type { WorkerContract } from '../../workers/contracts.js';
import { kindOf, type StepKind } from '../diagram/way-list.js';
import type { Translate } from '../i18n.js';
import { fieldsOf } from '../published/form-in-words.js';
import { decisionInWords, decisionOf, subprocessOf, type DecisionInWords } from './called.js';
import { inOrder } from './order.js';

/** One step of a procedure, told to somebody who has never seen its diagram. */
export interface ReadStep {
  id: string;
  name: string;
  kind: StepKind;
  /** Who does it; null where nobody does anything, at a choice or an end. */
  who: string | null;
  /** What is done there and why, for who works there. */
  what: string[];
  /** What the person who asked is told meanwhile. */
  told: string | null;
  /** Until when: the office's own date, or how long is waited. */
  until: string | null;
  /** The questions of its form. */
  asks: string[];
  letter: string | null;
  decision: DecisionInWords | null;
  /** The steps of the shared subprocess that it calls. */
  inside: { name: string; who: string | null }[];
}

export interface Reading {
  version: ProcedureVersion;
  /** Elements of the diagram as drawn, as the parser gives them. */
  raw: Readonly<Record<string, ModdleElement>>;
  municipality: Pick<Municipality, 'offices'>;
  contracts: ReadonlyMap<string, WorkerContract>;
  t: Translate;
}

const whoDoes = (element: DiagramElement, { municipality, t }: Reading): string | null => {
  const kind = kindOf(element.type);
  if (kind === 'automatic' && !element.message) return t('reading.who.system');
  if (kind !== 'person') return null;
  const names = element.groups.map(
    (id) => municipality.offices.find((office) => office.id === id)?.name ?? id,
  );
  const office = names.length > 0 ? names.join(', ') : t('reading.who.computed');
  return element.headers['ruolo'] === 'responsabile' ? t('reading.who.responsible', { office }) : office;
};

const waitOf = (duration: string, t: Translate): string => {
  const { days, hours } = Temporal.Duration.from(duration);
  return days > 0 ? t('reading.wait.days', { count: days }) : t('reading.wait.hours', { count: hours });
};

const dueOf = ({ headers, duration }: DiagramElement, t: Translate): string | null => {
  if (headers['scadenza']) return t('reading.due', { time: headers['scadenza'] });
  return duration ? waitOf(duration, t) : null;
};

/** What a subprocess or a worker says of itself begins with what it does; what follows is for whoever draws with it. */
const firstSentence = (text: string): string =>
  /^[\s\S]*?[.!?](?=\s+[A-ZÀÈÉÌÒÙ«]|\s*$)/.exec(text)?.[0] ?? text;

/** What the author, the subprocess or the worker says of what is done there. */
const whatOf = (element: DiagramElement, { version, raw, contracts }: Reading): string[] => {
  const shared = version.drawn.shared?.[subprocessOf(raw[element.id])]?.contract;
  const worker = contracts.get(element.jobType ?? '');
  const message = version.sheet.messages.find(({ name }) => name === element.message);
  return [
    element.documentation,
    firstSentence(shared?.description ?? worker?.description ?? ''),
    message?.help ?? '',
  ].filter(Boolean);
};

const letterOf = ({ inputs }: DiagramElement, t: Translate): string | null => {
  const code = constantOf(inputs['lettera']);
  return code ? t(`answers.letter.${code}`) : null;
};

const asksOf = ({ formKey, message }: DiagramElement, { bundle }: ProcedureVersion): string[] => {
  const key = formKey ?? bundle.sheet.messages.find(({ name }) => name === message)?.form;
  const form = key ? bundle.forms[key] : undefined;
  return form ? fieldsOf(form.components).map(({ label }) => label) : [];
};

/** What people and programs do inside a call, without the choices between. */
const insideOf = (element: DiagramElement, reading: Reading): ReadStep['inside'] => {
  if (element.type !== 'callActivity' && element.type !== 'subProcess') return [];
  return inOrder(reading.version.model, element.id)
    .filter(({ name, type }) => name && ['person', 'automatic', 'phase'].includes(kindOf(type)))
    .map((inner) => ({ name: inner.name, who: whoDoes(inner, reading) }));
};

/** Tells one step of the diagram as drawn. */
export const readStep = (element: DiagramElement, reading: Reading): ReadStep => {
  const { version, raw, t } = reading;
  const { sentence } = publicWords(element);
  return {
    id: element.id,
    name: element.name,
    kind: kindOf(element.type),
    who: whoDoes(element, reading),
    what: whatOf(element, reading),
    told: sentence === element.name ? null : sentence,
    until: dueOf(element, t),
    asks: asksOf(element, version),
    letter: letterOf(element, t),
    decision: decisionInWords(version.bundle.decisions, decisionOf(raw[element.id])),
    inside: insideOf(element, reading),
  };
};

/** The model of the diagram as drawn, with its elements in the order of telling. */
export const namedIn = (model: DiagramModel, scope: string): DiagramElement[] =>
  inOrder(model, scope).filter(({ name }) => name);
