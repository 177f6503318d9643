import type { ProcedureBundle } from '../../processes/catalogue/bundle.js';

const mapped = (texts: Record<string, string>, change: (text: string) => string): Record<string, string> =>
  Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, change(text)]));

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The value of some attributes gets the ending, where it is one of these names. */
const renamed =
  (attributes: string, names: readonly string[], ending: string) =>
  (xml: string): string =>
    names.reduce(
      (text, name) =>
        text.replace(
          new RegExp(`\\b(${attributes})="(#|istanza\\.)?${escaped(name)}"`, 'g'),
          (_all, attribute: string, before = '') => `${attribute}="${String(before)}${name}${ending}"`,
        ),
      xml,
    );

/** Ids of the decisions in a file, and of the file itself: the engine knows a decision by these. */
const decisionIds = (dmn: string): string[] =>
  [...dmn.matchAll(/<(?:\w+:)?(?:definitions|decision)\b[^>]*?\sid="([^"]+)"/g)].flatMap(
    ([, id]) => id ?? [],
  );

/**
 * A procedure under another name. An engine starts new cases on a procedure's newest version, so that two versions of one
 * procedure can be compared side by side, on the same days, only as two procedures.
 * @param processId id of the process in the bundle's diagram
 */
export const copyOf = (bundle: ProcedureBundle, processId: string): ProcedureBundle => {
  const ending = '-in-vigore';
  const { sheet, shared = {} } = bundle;
  const decisions = [bundle, ...Object.values(shared)].flatMap((one) => Object.values(one.decisions));
  const inDecisions = renamed('id|href', decisions.flatMap(decisionIds), ending);
  const calls = renamed('decisionId', decisions.flatMap(decisionIds), ending);
  const own = renamed('id|bpmnElement|processRef|name', [processId, sheet.id], ending);
  return {
    ...bundle,
    bpmn: own(calls(bundle.bpmn)),
    sheet: { ...sheet, id: `${sheet.id}${ending}`, title: `${sheet.title} (com’è in vigore)` },
    decisions: mapped(bundle.decisions, inDecisions),
    shared: Object.fromEntries(
      Object.entries(shared).map(([name, one]) => [
        name,
        { ...one, bpmn: calls(one.bpmn), decisions: mapped(one.decisions, inDecisions) },
      ]),
    ),
  };
};
