import type { Excuses } from './excuses.js';
import { coverageKinds, type CoverageKind, type Parts } from './kinds.js';

export interface KindCoverage {
  kind: CoverageKind;
  total: number;
  passed: number;
  /** What no scenario passed, and the reason where the procedure gives one. */
  missed: { name: string; reason: string | null }[];
  /** Excuses for what was passed after all, or isn't there (any more). */
  stale: string[];
}

/** Compares what there is with what was passed. */
export const coverageOf = (parts: Parts, passed: Parts, excuses: Excuses): KindCoverage[] =>
  coverageKinds.map((kind) => {
    const reasons = excuses[kind] ?? {};
    const missed = [...parts[kind]]
      .filter((name) => !passed[kind].has(name))
      .map((name) => ({ name, reason: reasons[name] ?? null }));
    return {
      kind,
      total: parts[kind].size,
      passed: parts[kind].size - missed.length,
      missed,
      stale: Object.keys(reasons).filter((name) => !missed.some((one) => one.name === name)),
    };
  });

/** Kinds of which nothing may be missed without a reason. */
const demanded: ReadonlySet<CoverageKind> = new Set(['node', 'rule']);

/** What makes the check fail, as sentences: a node or rule that nobody passes, an excuse that is none. */
export const faultsIn = (coverage: readonly KindCoverage[]): string[] =>
  coverage.flatMap(({ kind, missed, stale }) => [
    ...missed
      .filter(({ reason }) => demanded.has(kind) && !reason)
      .map(
        ({ name }) =>
          `${titles[kind]}: nessuno scenario passa da ${name}; scrivine uno, o il motivo in coverage.yaml`,
      ),
    ...stale.map(
      (name) => `coverage.yaml scusa ${name} (${titles[kind]}), che è passato o non esiste: togli la riga`,
    ),
  ]);

const titles: Record<CoverageKind, string> = {
  node: 'Elementi',
  flow: 'Flussi',
  rule: 'Regole',
  letter: 'Lettere',
  field: 'Domande',
};

const percent = (passed: number, total: number): string =>
  total === 0 ? '–' : `${Math.floor((100 * passed) / total)}%`;

/** The report on one procedure, in Markdown. */
export const reportOn = (title: string, coverage: readonly KindCoverage[]): string => {
  const rows = coverage.map(
    ({ kind, passed, total }) => `| ${titles[kind]} | ${passed} di ${total} | ${percent(passed, total)} |`,
  );
  const missed = coverage.flatMap(({ kind, missed: names }) =>
    names.map(
      ({ name, reason }) => `- ${titles[kind]}: ${name}${reason ? `, perché: ${reason}` : ' **manca**'}`,
    ),
  );
  return [
    `## ${title}`,
    '',
    '| | passati | |',
    '|---|---|---|',
    ...rows,
    '',
    ...missed,
    ...(missed.length > 0 ? [''] : []),
  ].join('\n');
};
