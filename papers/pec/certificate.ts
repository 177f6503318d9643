import { JSDOM } from 'jsdom';

export interface Certificate {
  at: Date | null;
  recipients: string[];
  isOrdinary: boolean;
  error: string | null;
}

/** `20/03/2026`, `08:15:00`, `+0100` as one moment. */
const momentOf = (day: string, time: string, zone: string): Date | null => {
  const [, date, month, year] = /^(\d\d)\/(\d\d)\/(\d{4})$/.exec(day) ?? [];
  const offset = /^[+-]\d{4}$/.test(zone) ? `${zone.slice(0, 3)}:${zone.slice(3)}` : '';
  if (!date || !offset || !/^\d\d:\d\d:\d\d$/.test(time)) return null;
  const moment = new Date(`${year}-${month}-${date}T${time}${offset}`);
  return Number.isNaN(moment.getTime()) ? null : moment;
};

/** Reads `daticert.xml`. A document type declaration has no place in it. @returns null when it isn't one */
export const readCertificate = (xml: string): Certificate | null => {
  if (/<!doctype|<!entity/i.test(xml)) return null;
  let document: Document;
  try {
    ({ document } = new JSDOM(xml.trim(), { contentType: 'text/xml' }).window);
  } catch {
    return null;
  }
  const text = (selector: string): string => document.querySelector(selector)?.textContent?.trim() ?? '';
  const named = [...document.querySelectorAll('destinatari')];
  const delivered = text('dati > consegna');
  return {
    at: momentOf(
      text('dati > data > giorno'),
      text('dati > data > ora'),
      document.querySelector('dati > data')?.getAttribute('zona') ?? '',
    ),
    recipients: (delivered ? [delivered] : named.map(({ textContent }) => textContent?.trim() ?? '')).map(
      (one) => one.toLowerCase(),
    ),
    isOrdinary: named.length > 0 && named.every((one) => one.getAttribute('tipo') === 'esterno'),
    error: text('dati > errore-esteso') || null,
  };
};
