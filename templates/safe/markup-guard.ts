import { TemplateError } from './template-error.js';

/** Text with the line of the template on which it begins. */
export interface PlacedText {
  text: string;
  line: number;
}

/** A template's own text: strings, with a mark where a value goes and the bodies of a block where a block stands. */
export type Fragment = readonly (string | PlacedText | typeof valueMark | { bodies: readonly Fragment[] })[];

export const valueMark = '\uF8FE';
const blockMark = '\uF8FF';
/** The template's text cannot hold our marks itself. */
export const withoutMarks = (text: string): string => text.replace(/[\uF8FE\uF8FF]/g, '');

/** Typst functions a letter may call: layout only, nothing that reads, loops, evaluates or sets. */
const functions = new Set([
  'strong', 'emph', 'linebreak', 'parbreak', 'pagebreak', 'v', 'h', 'table', 'table.header', 'grid', 'align',
  'riquadro', 'nota', 'impronta', 'intero', 'formula', 'chiusura', 'firma',
]); // prettier-ignore
const word = /[\p{L}][\p{L}\d.-]*/uy;
const argument =
  /(?:[a-z][a-z-]*:|\d{1,3}(?:\.\d{1,2})?(?![\d.])(?:fr|pt|mm|cm|em|%)?|auto|none|left|right|center|top|bottom|horizon|true|false|"[\p{L}\d ,.;:’()-]*"|,|\+|\s)/uy;
const wordSign = /[\p{L}\p{N}]/u;
/** Headings and items end with their line. */
const oneLine = /^[ \t]*(?:=+|[-+/]|\d+\.)[ \t]/;
const link = /https?:\/\/[^\s[\]()]*/uy;

/** Reads a letter's Typst as Typst would, and stops at the first thing that isn't plain markup. */
class Scanner {
  private position = 0;
  private readonly source: string;
  private readonly blocks: (readonly Fragment[])[];
  /** Where in the source each placed text begins, and on which line of the template. */
  private readonly places: { from: number; line: number }[] = [{ from: 0, line: 1 }];

  constructor(fragment: Fragment) {
    this.source = '';
    this.blocks = [];
    for (const piece of fragment) {
      if (typeof piece === 'string') this.source += piece;
      else if ('text' in piece) {
        this.places.push({ from: this.source.length, line: piece.line });
        this.source += piece.text;
      } else {
        this.source += blockMark;
        this.blocks.push(piece.bodies);
      }
    }
  }

  /** Markup up to the end, or up to the `]` that closes it. */
  markup(closing: boolean): void {
    const emphasis: number[] = [];
    for (let brackets = 0; ;) {
      const char = this.source[this.position];
      if (char === undefined || (char === ']' && brackets === 0) || this.endsHere(char))
        this.demandClosed(emphasis);
      if (char === undefined) return closing ? this.refuse('manca una parentesi quadra chiusa') : undefined;
      if (char === ']' && brackets === 0) {
        if (closing) return;
        this.refuse('c’è una parentesi quadra chiusa di troppo');
      }
      if ((char === '*' || char === '_') && !this.isInWord()) this.toggle(char, emphasis);
      if (char === '[') brackets += 1;
      if (char === ']') brackets -= 1;
      this.step(char);
    }
  }

  /** Bold and italic begin and end with the same sign, the inner before the outer. */
  private toggle(char: string, emphasis: number[]): void {
    const opened = emphasis.at(-1);
    if (opened !== undefined && this.source[opened] === char) emphasis.pop();
    else emphasis.push(this.position);
  }

  /** Typst takes a sign between two letters as it is. */
  private isInWord(): boolean {
    const [before = '', after = ''] = [this.source[this.position - 1], this.source[this.position + 1]];
    return wordSign.test(before) && wordSign.test(after);
  }

  /** Whether a paragraph, a heading or an item ends here: no bold goes beyond. */
  private endsHere(char: string | undefined): boolean {
    if (char !== '\n') return false;
    const line = this.source.slice(this.source.lastIndexOf('\n', this.position - 1) + 1, this.position);
    return oneLine.test(line) || /^\n[ \t]*\n/.test(this.source.slice(this.position, this.position + 80));
  }

  private demandClosed(emphasis: readonly number[]): void {
    const [opened] = emphasis;
    if (opened === undefined) return;
    this.position = opened;
    const sign = this.source[opened] ?? '';
    this.refuse(`«${sign}» si apre e non si chiude: per scriverlo nel testo usa \\${sign}`);
  }

  private step(char: string): void {
    const rest = this.source.slice(this.position, this.position + 3);
    const url = this.take(link);
    if (url !== undefined) {
      if (url.includes(valueMark))
        this.refuse('un indirizzo web non può contenere un valore: scrivilo staccato');
      return;
    }
    if (char === blockMark) {
      this.block((scanner) => scanner.markup(false));
    } else if (char === '\\') {
      if ([undefined, valueMark, blockMark].includes(rest[1])) {
        this.refuse('una barra rovescia non può stare davanti a un valore o a un blocco');
      }
      this.position += 2;
    } else if (char === '/' && [undefined, '*', blockMark].includes(rest[1])) {
      this.refuse('una barra non può stare davanti a un asterisco o a un blocco');
    } else if (char === '#') {
      this.position += 1;
      this.call();
    } else if (char === '`' || char === '$') {
      this.refuse(`«${char}» non è ammesso: per scriverlo nel testo usa \\${char}`);
    } else if (/^[@<]\p{L}/u.test(rest)) {
      this.refuse(`«${rest}» sarebbe un rimando: per scriverlo nel testo usa \\${char}`);
    } else {
      this.position += 1;
    }
  }

  private call(): void {
    const name = this.take(word);
    if (name === undefined || !functions.has(name)) {
      return this.refuse(`«#${name ?? ''}» non è tra i comandi delle lettere; per scrivere il segno usa \\#`);
    }
    if (this.source[this.position] === '(') this.arguments();
    while (this.source[this.position] === '[') this.content();
  }

  private content(): void {
    this.position += 1;
    this.markup(true);
    this.position += 1;
  }

  private arguments(): void {
    this.position += 1;
    this.argumentList(true);
    this.position += 1;
  }

  /** Arguments up to the end, or up to the `)` that closes them. */
  argumentList(closing: boolean): void {
    for (;;) {
      const char = this.source[this.position];
      if (char === undefined && !closing) return;
      if (char === ')' && closing) return;
      if (char === '(') this.arguments();
      else if (char === '[') this.content();
      else if (char === blockMark) this.block((scanner) => scanner.argumentList(false));
      else if (char === valueMark) this.refuse('un valore può stare solo nel testo o tra parentesi quadre');
      else if (this.take(argument) === undefined) this.nestedCall();
    }
  }

  private nestedCall(): void {
    const name = this.take(word);
    if (name === undefined || !functions.has(name) || this.source[this.position] !== '(') {
      return this.refuse(
        'tra parentesi tonde sono ammessi solo misure, allineamenti e testi tra parentesi quadre',
      );
    }
    this.arguments();
  }

  /** Each body of a block must be whole by itself: then what surrounds it means the same whether it is printed or not. */
  private block(check: (scanner: Scanner) => void): void {
    const before = this.source.slice(0, this.position).split(blockMark).length - 1;
    for (const body of this.blocks[before] ?? []) check(new Scanner(body));
    this.position += 1;
  }

  private take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.position;
    const found = pattern.exec(this.source)?.[0];
    if (found !== undefined) this.position += found.length;
    return found;
  }

  private refuse(message: string): void {
    throw new TemplateError(message, { line: this.line() });
  }

  private line(): number {
    const { from, line } = this.places.findLast((place) => place.from <= this.position) ?? {
      from: 0,
      line: 1,
    };
    return line + this.source.slice(from, this.position).split('\n').length - 1;
  }
}

/**
 * A letter is text with a few commands: it can't compute, read files or loop, so the typesetter always comes to an end,
 * and no value can get where it would be read as a command.
 * @throws TemplateError at the first thing that isn't allowed, with its line
 */
export const checkMarkup = (fragment: Fragment): void => {
  new Scanner(fragment).markup(false);
};
