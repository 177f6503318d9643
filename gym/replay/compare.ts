/** How a case went, decided again. */
export interface Ending {
  /** Name of the end reached; null when it didn't come to one. */
  outcome: string | null;
  /** Why it stopped before an end, in Italian. */
  stopped: string | null;
  /** From the application to the end. */
  minutes: number | null;
  letters: string[];
}

export interface Comparison {
  status: 'passed' | 'failed' | 'stuck';
  problems: string[];
}

/** The gym's clock jumps to several moments at once when they lie a few minutes apart. */
const sameWithinMinutes = 60;
const dayMinutes = 24 * 60;

const isSameTime = ({ minutes: a }: Ending, { minutes: b }: Ending): boolean =>
  a === b || (a !== null && b !== null && Math.abs(a - b) < sameWithinMinutes);

/** `dopo 45 giorni`, with the hours where the day alone wouldn't tell two apart. */
const after = (minutes: number, withHours: boolean): string => {
  const days = Math.floor(minutes / dayMinutes);
  const hours = Math.floor((minutes % dayMinutes) / 60);
  const inDays = days === 1 ? '1 giorno' : `${days} giorni`;
  return `dopo ${inDays}${withHours ? ` e ${hours === 1 ? '1 ora' : `${hours} ore`}` : ''}`;
};

const timeSaid = ({ minutes: draft }: Ending, { minutes: live }: Ending): string => {
  const [a, b] = [draft ?? 0, live ?? 0];
  const isSameDay = Math.floor(a / dayMinutes) === Math.floor(b / dayMinutes);
  return `Finirebbe ${after(a, isSameDay)} e non ${after(b, isSameDay)}.`;
};

const listed = (letters: readonly string[]): string => [...letters].sort().join(', ') || 'nessuna';

/**
 * A closed case as what is in force decides it again and as the draft does, on the same days with the same answers.
 * @param then the end it had
 * @returns `failed` with what differs; `stuck` where the comparison says nothing, with the reason
 */
export const compareEndings = (then: string, live: Ending, draft: Ending): Comparison => {
  if (live.stopped !== null)
    return stuck(
      `Neanche la versione in vigore la porta alla fine con le risposte di allora: ${live.stopped}`,
    );
  if (live.outcome !== then)
    return stuck(
      `Con le risposte di allora la versione in vigore finisce «${live.outcome ?? ''}», allora finì «${then}»: ha contato qualcosa che qui non si ripete.`,
    );
  if (draft.stopped !== null) return { status: 'stuck', problems: [draft.stopped] };
  const problems = [
    ...(draft.outcome === live.outcome
      ? []
      : [`Finirebbe «${draft.outcome ?? ''}» e non «${live.outcome}».`]),
    ...(isSameTime(draft, live) ? [] : [timeSaid(draft, live)]),
    ...(listed(draft.letters) === listed(live.letters)
      ? []
      : [`Lettere: ${listed(draft.letters)}; adesso ${listed(live.letters)}.`]),
  ];
  return { status: problems.length === 0 ? 'passed' : 'failed', problems };
};

const stuck = (problem: string): Comparison => ({ status: 'stuck', problems: [problem] });
