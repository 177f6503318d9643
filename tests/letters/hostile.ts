import type { LetterCode, LetterData } from '../../templates/letter-data.js';
import { sampleLetter } from './sample.js';

const evil =
  'x"; #read("/etc/passwd") ]) } $a$ *b* _c_ `d` @e <f> // g /* h \\ {{i}} \n= Titolo\n+ elenco \t\u0007\u202e fine';
const names = `${'Wolfeschlegelsteinhausenbergerdorff'.repeat(17)} 王小明 محمد بن علي שרה Олена अमित Ștefan 龍 カ 한 😀 ﷽`;
const many = <T>(item: (index: number) => T): T[] => Array.from({ length: 80 }, (_, index) => item(index));

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
    documents: many((index) => ({
      title: `${index} ${evil}`,
      filename: `${'nome-lunghissimo'.repeat(16)}.pdf`,
      sha256: 'a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f90',
      receivedAt: '2026-03-02',
    })),
    answers: many((index) => ({ label: `${index} ${evil}`, value: index % 2 ? evil : names })),
    ...(data.decision
      ? {
          decision: {
            ...data.decision,
            outcome: evil,
            reasons: [evil, names],
            prescriptions: many(() => evil),
            observations: many(() => ({ text: evil, answer: names })),
            warnings: many(() => ({ text: evil, date: null })),
          },
        }
      : {}),
  };
};

/** Nothing that may be missing is there. */
export const bareLetter = (code: LetterCode): LetterData => {
  const data = sampleLetter(code);
  const isNotice = code === 'L2';
  const decision = data.decision && {
    ...data.decision,
    premises: [],
    prescriptions: [],
    fees: [],
    stamp: { exemption: 'art. 37 DPR 445/2000' },
    notice: { notDue: 'manifesta inammissibilità' },
    observations: [],
    warnings: [],
  };
  return {
    municipality: {
      ...data.municipality,
      email: null,
      phone: null,
      website: isNotice ? 'www.comune.example' : null,
    },
    office: data.office,
    desk: data.desk,
    letter: { ...data.letter, protocol: null, avvio: false },
    case: { ...data.case, trackingCode: null },
    term: data.term,
    responsible: code === 'L1' ? null : data.responsible,
    signer: decision ? data.signer : null,
    addressee: { name: 'A', capacity: '' },
    legal: [{ ref: 'L. 241/1990', title: '' }],
    documents: [],
    remedies: decision ? [{ kind: '', text: 'TAR, 60 giorni.' }] : [],
    substitute: isNotice ? data.substitute : null,
    privacy: data.privacy,
    ...(decision ? { decision } : {}),
  };
};
