import { posix } from 'node:path';
import type { ModdleElement } from 'bpmn-moddle';
import type { WorkerContract } from '../../../workers/contracts.js';
import type { ProcedureBundle } from '../bundle.js';
import { parseDiagram, readDiagram } from '../diagram-model.js';
import { loadMunicipalValues } from '../municipal-values.js';
import type { Municipality } from '../municipality.js';
import { lintForEngine } from './engine-rules.js';
import { nameInLine, type Finding, type LintContext, type Rule } from './finding.js';
import { graphOf } from './graph.js';
import { inItalian } from './messages.js';
import { ownRules } from './rules.js';
import { bindShared, drawnId, whyUnbound } from '../shared/bind.js';

export interface LintOptions {
  contracts: readonly WorkerContract[];
  municipality: Municipality;
  /** Path of the procedure's folder as findings name it; empty for one that is only in the browser. */
  folder: string;
}

const diagramFile = 'process.bpmn';

/**
 * Looks for everything in a procedure that would stop it, or somebody's work in it, once it is published.
 * @returns what was found; a diagram that can't be read at all is one finding
 */
export const lintBundle = async (
  drawn: ProcedureBundle,
  { contracts, municipality, folder }: LintOptions,
): Promise<Finding[]> => {
  const unbound = await unboundCalls(drawn, folder);
  if (unbound.length > 0) return unbound;
  const bundle = await bindShared(drawn).catch(asError);
  if (bundle instanceof Error) return [unreadable(bundle.message, folder)];
  const read = await readAll(bundle.bpmn);
  if (read instanceof Error) return [unreadable(read.message, folder)];
  const { parsed, model } = read;
  const context: LintContext = {
    bundle,
    model,
    raw: parsed.elementsById,
    graph: graphOf(model, parsed.elementsById),
    contracts: new Map(contracts.map((contract) => [contract.type, contract])),
    municipality,
    values: new Set((await loadMunicipalValues()).map(({ id }) => id)),
  };
  const broken = eachOnce(
    parsed.warnings.map(({ message, element }) =>
      unreadable(inItalian('readable', message), folder, element),
    ),
  );
  if (broken.length > 0) return broken; // rules may count on every reference leading somewhere
  const engine = await engineFindings(drawn);
  const ours = ownRules.flatMap((rule) => findingsOf(rule, context));
  return [...engine, ...ours].map((finding) => ({
    ...finding,
    // what stands in a shared subprocess is shown on the call that the analyst drew
    elementId: finding.elementId && bundle !== drawn ? drawnId(finding.elementId) : finding.elementId,
    file: posix.join(folder, finding.file),
  }));
};

/** The engine's rules look at diagrams as they were drawn: the procedure's, and those of the subprocesses it calls. */
const engineFindings = async ({ bpmn, shared = {} }: ProcedureBundle): Promise<Finding[]> => {
  const files = [
    [diagramFile, bpmn],
    ...Object.entries(shared).map(([name, called]) => [`../shared/${name}/${diagramFile}`, called.bpmn]),
  ] as const;
  const found = files.map(async ([file = '', xml = '']) => {
    const { rootElement, elementsById } = await parseDiagram(xml);
    return (await lintForEngine(rootElement, elementsById)).map((finding) => ({ ...finding, file }));
  });
  return (await Promise.all(found)).flat();
};

const unreadable = (message: string, folder: string, element?: ModdleElement): Finding => ({
  file: posix.join(folder, diagramFile),
  elementId: element?.id ?? null,
  elementName: nameInLine(element?.name),
  rule: 'readable',
  message,
  severity: 'error',
});

/** What another program writes it writes everywhere: said at the first place, it is said. */
const eachOnce = (findings: Finding[]): Finding[] =>
  findings.filter(({ message }, at) => findings.findIndex((other) => other.message === message) === at);

/** Every call that leads nowhere, and whether the diagram runs at all: binding would stop at the first. */
const unboundCalls = async ({ bpmn, shared = {} }: ProcedureBundle, folder: string): Promise<Finding[]> => {
  const parsed = await parseDiagram(bpmn).catch(() => null); // told below, with the rest that can't be read
  const calls = Object.values(parsed?.elementsById ?? {}).filter(
    ({ $type }) => $type === 'bpmn:CallActivity',
  );
  const unbound = calls.flatMap((call) => {
    const why = whyUnbound(call, shared);
    return why ? [unreadable(why, folder, call)] : [];
  });
  if (unbound.length === 0) return [];
  const read = await readDiagram(bpmn).catch(asError);
  return read instanceof Error ? [unreadable(read.message, folder), ...unbound] : unbound;
};

const readAll = async (xml: string) => {
  try {
    return { parsed: await parseDiagram(xml), model: await readDiagram(xml) };
  } catch (error) {
    return asError(error);
  }
};

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

const findingsOf = ({ name, check }: Rule, context: LintContext): Finding[] =>
  check(context).map(({ file, element, message, line, severity }) => ({
    file: file ?? diagramFile,
    elementId: element?.id ?? null,
    elementName: element?.name || null,
    rule: name,
    message,
    ...(line === undefined ? {} : { line }),
    severity: severity ?? 'error',
  }));
