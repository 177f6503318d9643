/** How somebody else has to be heard before an act: an opinion, a technical evaluation, another administration's consent. */
export const opinionKinds = ['parere', 'valutazione', 'assenso'] as const;
export type OpinionKind = (typeof opinionKinds)[number];

/** How long who is asked may take, and whether their silence lets the case go on: law as data. */
export interface OpinionRule {
  kind: OpinionKind;
  days: number;
  isSilenceEnough: boolean;
  /** The same where the body guards environment, landscape, heritage or health. */
  protectedDays: number;
  isProtectedSilenceEnough: boolean;
  source: string;
  /** First day in force, `yyyy-mm-dd`. */
  validFrom: string;
  /** Last day in force; null: still. */
  validTo: string | null;
}

const rules: readonly OpinionRule[] = [
  {
    kind: 'parere',
    days: 20,
    isSilenceEnough: true,
    protectedDays: 20,
    isProtectedSilenceEnough: false, // c. 3
    source: 'art. 16 L. 241/1990',
    validFrom: '2009-07-04',
    validTo: null,
  },
  {
    kind: 'valutazione',
    days: 90,
    isSilenceEnough: false, // another body is asked instead (c. 1)
    protectedDays: 90,
    isProtectedSilenceEnough: false, // nor that (c. 2)
    source: 'art. 17 L. 241/1990',
    validFrom: '1990-09-02',
    validTo: null,
  },
  {
    kind: 'assenso',
    days: 30,
    isSilenceEnough: true,
    protectedDays: 90,
    isProtectedSilenceEnough: true, // c. 3
    source: 'art. 17-bis L. 241/1990',
    validFrom: '2015-08-28',
    validTo: null,
  },
];

export interface OpinionTerm {
  days: number;
  isSilenceEnough: boolean;
  source: string;
}

/**
 * The time that the law gives for an answer, and what its lack does.
 * @param on `yyyy-mm-dd`
 * @returns null when no rule was in force
 */
export const opinionTerm = (kind: OpinionKind, isProtected: boolean, on: string): OpinionTerm | null => {
  const rule = rules.find(
    (row) => row.kind === kind && row.validFrom <= on && (row.validTo === null || on <= row.validTo),
  );
  if (!rule) return null;
  return isProtected
    ? { days: rule.protectedDays, isSilenceEnough: rule.isProtectedSilenceEnough, source: rule.source }
    : { days: rule.days, isSilenceEnough: rule.isSilenceEnough, source: rule.source };
};
