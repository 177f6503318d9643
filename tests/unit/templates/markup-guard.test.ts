import { describe, expect, it } from 'vitest';
import { checkMarkup, valueMark, type Fragment } from '../../../templates/safe/markup-guard.js';

const v = valueMark;
const block = (...bodies: Fragment[]) => ({ bodies });

describe('markup of a letter', () => {
  it.each<[string, Fragment]>([
    ['text, emphasis, lists, headings', ['== Titolo\n*grassetto* _corsivo_\n- uno\n+ due\n/ Nome: ', v]],
    ['escaped signs', ['costa 5 \\$ \\# \\@ \\\\ info\\@comune.it 5 < 6']],
    ['our commands', ['#riquadro[Nota: ', v, ' #emph[x]]']],
    [
      'a table with rows from a loop',
      [
        '#table(columns: (1fr, 20mm), align: left + top, table.header([A], [B]), ',
        block(['[', v, '], [b],']),
        ')',
      ],
    ],
    ['signs inside words and bold over two lines', ['a*b c_d_e *f\ng* _h *i* j_']],
    ['a web address', ['https://www.comune.example/x ', v]],
    ['a whole block', [block(['a [b]'], ['c'])]],
  ])('lets %s pass', (_, fragment) => {
    expect(() => checkMarkup(fragment)).not.toThrow();
  });

  it.each<[string, Fragment]>([
    ['a file read', ['#read("/etc/passwd")']],
    ['a loop', ['#while true {}']],
    ['a definition', ['#let x = 1']],
    ['an import', ['#import "x.typ"']],
    ['code', ['#{1}']],
    ['code in arguments', ['#table(columns: {while true {}})']],
    ['a call in arguments', ['#table(range(10))']],
    ['many columns', ['#table(columns: 100000000)']],
    ['a method', ['#table(columns: (1,).map(x))']],
    ['mathematics', ['$x$']],
    ['raw text', ['`x`']],
    ['a comment', ['/* x']],
    ['a reference', ['info@comune.it']],
    ['a label', ['<x>']],
    ['a value after a backslash', ['\\', v]],
    ['a block after a backslash', ['\\', block(['x'])]],
    ['a backslash at the end of a block', [block(['x\\']), v]],
    ['a slash at the end of a block', [block(['/']), '* x']],
    ['a value as a command', ['#', v]],
    ['a value as an argument', ['#table(columns: ', v, ')']],
    ['a value in a string', ['#table(columns: "', v, '")']],
    ['a value in a web address', ['https://x/', v]],
    ['a bracket opened in a block and closed outside', [block(['#strong[']), ']']],
    ['a bracket that closes nothing', [']']],
    ['a bracket left open', ['#strong[x']],
    ['arguments left open', ['#table(']],
  ])('refuses %s', (_, fragment) => {
    expect(() => checkMarkup(fragment)).toThrow(/riga 1/);
  });
});
