import { describe, expect, it } from 'vitest';
import {
  italianDate,
  italianDateTime,
  italianDays,
  italianEuro,
  italianNumber,
} from '../../../templates/typography/italian.js';

describe('Italian dates', () => {
  it('prints a date as it is and a moment in the time of Rome', () => {
    expect(italianDate('2026-03-02')).toBe('02/03/2026');
    expect(italianDate('2026-03-01T23:30:00Z')).toBe('02/03/2026');
    expect(italianDate('2026-07-31T22:30:00Z')).toBe('01/08/2026');
    expect(italianDateTime('2026-03-02T10:12:00Z')).toBe('02/03/2026, ore\u00a011:12');
    expect(italianDateTime('2026-03-02')).toBe('02/03/2026');
  });

  it.each(['2026-02-31', '31/02/2026', '', null, undefined, 5])('refuses %s', (value) => {
    expect(() => italianDate(value)).toThrow(TypeError);
  });
});

describe('Italian numbers', () => {
  it('groups thousands by points and has a decimal comma', () => {
    expect(italianNumber(1234.56)).toBe('1.234,56');
    expect(italianNumber('1234567.5', 2)).toBe('1.234.567,50');
    expect(italianNumber(0)).toBe('0');
    expect(italianEuro(16)).toBe('€\u00a016,00');
    expect(italianEuro(1250.5)).toBe('€\u00a01.250,50');
  });

  it('says days as they are said', () => {
    expect(italianDays(1)).toBe('1\u00a0giorno');
    expect(italianDays(30)).toBe('30\u00a0giorni');
    expect(italianDays(2, 'lavorativi')).toBe('2\u00a0giorni lavorativi');
    expect(italianDays(1, 'lavorativi')).toBe('1\u00a0giorno lavorativo');
  });

  it.each(['12,5', '', 'abc', null, Number.NaN])('refuses %s', (value) => {
    expect(() => italianNumber(value)).toThrow(TypeError);
  });
});
