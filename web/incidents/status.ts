/** How a blocked step stands, in the words of the page. */
export type IncidentStatus = 'blocked' | 'refused' | 'verifying' | 'solved' | 'again' | 'left';

export interface IncidentFacts {
  state: 'created' | 'resolved';
  /** Outcome of the last attempt's command; null when nobody has tried. */
  attempt: 'pending' | 'accepted' | 'refused' | null;
  /** What has become of the step itself; null while its history has not come yet. */
  element: 'active' | 'completed' | 'terminated' | null;
  /** The same step was blocked again later. */
  hasNewer: boolean;
}

/**
 * A step is solved only when the engine has really passed it: its incident resolved, the element completed and no new
 * incident on it. Until then an attempt is `verifying`, whatever the command's answer was.
 */
export const incidentStatus = ({ state, attempt, element, hasNewer }: IncidentFacts): IncidentStatus => {
  if (hasNewer) return 'again';
  if (element === 'terminated') return 'left';
  if (state === 'resolved') return element === 'completed' ? 'solved' : 'verifying';
  if (attempt === 'refused') return 'refused';
  return attempt === null ? 'blocked' : 'verifying';
};
