import { describe, expect, it } from 'vitest';
import { printable, quoted, typstExpression } from '../../../templates/typography/literal.js';

describe('a value as Typst text', () => {
  it('keeps quotes, backslashes and line ends inside the string', () => {
    expect(quoted('a"b\\c\r\nd')).toBe('"a\\"b\\\\c\\nd"');
    expect(typstExpression('#read("/etc/passwd")')).toBe('#"#read(\\"/etc/passwd\\")";');
  });

  it('prints nothing, yes and numbers', () => {
    expect(typstExpression(null)).toBe('#"";');
    expect(typstExpression(true)).toBe('#"sì";');
    expect(typstExpression(112.5)).toBe('#"112,5";');
  });

  it('refuses what has no one text', () => {
    expect(() => typstExpression(['a'])).toThrow(TypeError);
    expect(() => typstExpression({ a: 1 })).toThrow(TypeError);
  });

  it('drops control characters and marks that turn the reading order', () => {
    expect(printable('a\u0007b\u202ec\ufeffd\u2066e')).toBe('abcde');
    expect(printable('e\u0300')).toBe('è');
    expect(printable('a\ud800b')).toBe('ab');
  });

  it('lets a very long word break, but never a fingerprint', () => {
    expect(
      printable('x'.repeat(50))
        .split('\u200b')
        .map((part) => part.length),
    ).toEqual([20, 20, 10]);
    expect(printable('a1'.repeat(32))).not.toContain('\u200b');
  });
});
