import { expect, test } from 'vitest';
import { daysBetween, formatDate, formatDateTime, formatSize } from '../../../web/format.js';
import { readDate } from '../../../web/forms/read-value.js';
import { localUrl } from '../../../web/page.js';

test('dates are read the Italian way; a day that doesn’t exist is none', () => {
  expect(readDate('1/2/1980')).toBe('1980-02-01');
  expect(readDate('24.11.2026')).toBe('2026-11-24');
  expect(readDate('24112026')).toBe('2026-11-24');
  expect(readDate('29/02/2024')).toBe('2024-02-29');
  for (const wrong of ['', '31/02/2026', '29/02/2025', '32/01/2026', '1/13/2026', 'ieri', '24/11/26']) {
    expect(readDate(wrong)).toBeNull();
  }
});

test('moments are shown as they are in Rome', () => {
  expect(formatDate(new Date('2026-11-23T23:30:00Z'))).toBe('24/11/2026');
  expect(formatDateTime('2026-07-01T22:05:00Z')).toBe('02/07/2026, 00:05');
  expect(formatDate('2026-11-24')).toBe('24/11/2026');
  expect(formatDate(null)).toBe('');
});

test('days are counted from midnight to midnight in Rome, across the change of hour', () => {
  expect(daysBetween(new Date('2026-10-24T22:30:00Z'), new Date('2026-10-25T22:30:00Z'))).toBe(0);
  expect(daysBetween(new Date('2026-10-24T12:00:00Z'), '2026-10-26')).toBe(2);
  expect(daysBetween(new Date('2026-11-24T12:00:00Z'), '2026-11-20')).toBe(-4);
});

test('sizes are said in round figures', () => {
  expect([formatSize(999), formatSize(1500), formatSize('2340000')]).toEqual(['999 B', '1,5 kB', '2,3 MB']);
});

test('only addresses of our own are gone back to', () => {
  expect(localUrl('/desk?x=1', '/')).toBe('/desk?x=1');
  for (const bad of [
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    'javascript:alert(1)',
    '',
    null,
  ]) {
    expect(localUrl(bad, '/home')).toBe('/home');
  }
});
