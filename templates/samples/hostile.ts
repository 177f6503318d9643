import type { LetterCode } from '../letter-codes.js';
import type { LetterData } from '../letter-data.js';
import { sampleLetter } from './usual.js';

/** Written to break out of the text it stands in. */
export const evil =
  'x"; #read("/etc/passwd") ]) } $a$ *b* _c_ `d` @e <f> // g /* h \\ {{i}} \n= Titolo\n+ elenco \t\u0007\u202e fine';
/** As long and as foreign as a name can be. */
export const names = `${'Wolfeschlegelsteinhausenbergerdorff'.repeat(17)} 王小明 محمد بن علي שרה Олена अमित Ștefan 龍 カ 한 😀 ﷽`;
/** Every sixteenth row has the name, the others less: eighty pages of names show no more than five. */
const row = (index: number): string => (index % 16 === 0 ? names : `${index} ${evil}`);
const many = <T>(item: (index: number) => T): T[] => Array.from({ length: 80 }, (_, index) => item(index));

const manyIf = <T>(before: unknown[] | undefined, item: (index: number) => T): T[] =>
  before && before.length > 0 ? many(item) : [];

const inList: Record<string, (key: string) => unknown> = {
  items: () => many((index) => ({ title: `${index} ${evil}`, why: row(index) })),
  grounds: () => many((index) => ({ fact: `${index} ${evil}`, law: row(index) })),
  computation: () => many((index) => ({ item: row(index), base: 'x', rate: evil, amount: 1 })),
};

/** Every text of a letter's own content at its worst, every list with 80 rows; dates, numbers and names of the law stay. */
const hostileContent = (content: LetterData['content']): LetterData['content'] => {
  const worst = (key: string, value: unknown): unknown => {
    if (key === 'held' || key === 'power' || key === 'sha256') return value;
    if (key === 'total') return 80;
    if (Array.isArray(value)) return inList[key]?.(key) ?? many(row);
    if (value !== null && typeof value === 'object') return worstOf(value);
    return typeof value === 'string' && !/^\d{4}-/.test(value) ? `${evil} ${names}` : value;
  };
  const worstOf = (value: object): Record<string, unknown> =>
    Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, worst(key, inner)]));
  return worstOf(content ?? {}) as LetterData['content'];
};

/** What people and files can contain at their worst: long, foreign, and written to break out of the text. */
export const hostileLetter = (code: LetterCode): LetterData => {
  const data = sampleLetter(code);
  return {
    ...data,
    letter: { ...data.letter, subject: `Oggetto ${evil} ${'lungo '.repeat(40)}` },
    addressee: {
      ...data.addressee,
      name: names,
      capacity: evil,
      address: [evil, names],
      digitalDomicile: 'a@b.it',
    },
    responsible: { name: names, role: evil },
    signer: { name: names, role: evil },
    remedies: many((index) => ({ kind: evil, text: `${index} ${evil}` })),
    legal: many((index) => ({ ref: `art. ${index}`, title: evil })),
    documents: manyIf(data.documents, (index) => ({
      title: `${index} ${evil}`,
      filename: `${'nome-lunghissimo'.repeat(16)}.pdf`,
      sha256: 'a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f90',
      receivedAt: '2026-03-02',
    })),
    answers: manyIf(data.answers, (index) => ({ label: `${index} ${evil}`, value: row(index) })),
    content: hostileContent(data.content),
    ...(data.decision
      ? {
          decision: {
            ...data.decision,
            outcome: evil,
            reasons: [evil, names],
            prescriptions: many(() => evil),
            observations: many((index) => ({ text: evil, answer: row(index) })),
            warnings: many(() => ({ text: evil, date: null })),
          },
        }
      : {}),
  };
};
