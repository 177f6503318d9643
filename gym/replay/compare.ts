/** How a case went, decided again. */
export interface Ending {
  /** Name of the end reached; null when it didn't come to one. */
  outcome: string | null;
  /** Why it stopped before an end, in Italian. */
  stopped: string | null;
  days: number | null;
  letters: string[];
}

export interface Comparison {
  status: 'passed' | 'failed' | 'stuck';
  problems: string[];
}

const inDays = (days: number | null): string =>
  days === 1 ? 'dopo 1 giorno' : `dopo ${String(days ?? 0)} giorni`;
const listed = (letters: readonly string[]): string => [...letters].sort().join(', ') || 'nessuna';

/**
 * A closed case as what is in force decides it again and as the draft does, on the same days with the same answers.
 * @param then the end it had
 * @returns `failed` with what differs; `stuck` where the comparison says nothing, with the reason
 */
export const compareEndings = (then: string, live: Ending, draft: Ending): Comparison => {
  if (live.stopped !== null)
    return stuck(`Neanche la versione in vigore la porta alla fine con le risposte di allora: ${live.stopped}`);
  if (live.outcome !== then)
    return stuck(
      `Con le risposte di allora la versione in vigore finisce «${live.outcome ?? ''}», allora finì «${then}»: ha contato qualcosa che qui non si ripete.`,
    );
  if (draft.stopped !== null) return { status: 'stuck', problems: [draft.stopped] };
  const problems = [
    ...(draft.outcome === live.outcome
      ? []
      : [`Finirebbe «${draft.outcome ?? ''}» e non «${live.outcome}».`]),
    ...(draft.days === live.days ? [] : [`Finirebbe ${inDays(draft.days)} e non ${inDays(live.days)}.`]),
    ...(listed(draft.letters) === listed(live.letters)
      ? []
      : [`Lettere: ${listed(draft.letters)}; adesso ${listed(live.letters)}.`]),
  ];
  return { status: problems.length === 0 ? 'passed' : 'failed', problems };
};

const stuck = (problem: string): Comparison => ({ status: 'stuck', problems: [problem] });
