import { daysFrom } from '../../law/term/count.js';
import { barsRefusal, powerLeft, type Silence } from '../../law/silence.js';
import { formatDate } from '../format.js';
import type { Translate } from '../i18n.js';

/** Days before silence in which those who prepare a refusal are warned: a notice sent at the last moment is disputed. */
const nearDays = 10;

export interface SilenceNotice {
  text: string;
  tone: 'warn' | 'info';
}

/**
 * One sentence for the offices on what silence did to a case, or is about to do (L. 241/1990 artt. 2 c. 8-bis, 10-bis, 20).
 * @returns null while there is nothing to say
 */
export const silenceNotice = (t: Translate, silence: Silence | null, today: string): SilenceNotice | null => {
  if (!silence) return null;
  const date = formatDate(silence.formsAfter);
  if (!silence.isFormed) {
    const isNear = daysFrom(today, silence.formsAfter) <= nearDays;
    return isNear ? { text: t(`silence.near.${silence.meaning}`, { date }), tone: 'warn' } : null;
  }
  const said = t(`silence.formed.${silence.meaning}`, { date });
  return {
    text: barsRefusal(silence) ? `${said} ${leftText(t, silence, today)}` : said,
    tone: 'info',
  };
};

const leftText = (t: Translate, silence: Silence, today: string): string => {
  const left = powerLeft(silence, today);
  if (!left) return '';
  return t(left.isOver ? 'silence.left.over' : 'silence.left', { date: formatDate(left.lastDay) });
};
