/** What the scenarios of a procedure are to pass, kind by kind. */
export const coverageKinds = ['node', 'flow', 'rule', 'letter', 'field'] as const;
export type CoverageKind = (typeof coverageKinds)[number];

/** Things of a procedure by kind: ids of elements and flows, `decision/rule`, letter codes, `form/field`. */
export type Parts = Record<CoverageKind, ReadonlySet<string>>;
