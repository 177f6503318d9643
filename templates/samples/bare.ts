import type { LetterCode } from '../letter-codes.js';
import type { LetterData } from '../letter-data.js';
import { mandatory } from '../mandatory.js';
import { sampleLetter } from './usual.js';

const isSaid = (code: LetterCode, path: string): boolean =>
  mandatory[code].some((requirement) => requirement.path === path && !requirement.when);

/** What the law doesn't want of a letter's own content is taken away. */
const optional = new Set([
  'noReply',
  'suspension',
  'reason',
  'noticeNumber',
  'base',
  'rate',
  'bodies',
  'held',
]);
const bareContent = (content: LetterData['content']): LetterData['content'] =>
  JSON.parse(
    JSON.stringify(content ?? {}, (key, value: unknown) => (optional.has(key) ? undefined : value)),
  ) as LetterData['content'];

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
    answers: code === 'L8' ? [{ label: '', value: '.' }] : [],
    responsible: isSaid(code, 'responsible.name') ? data.responsible : null,
    signer: decision ? data.signer : null,
    addressee: { name: 'A', capacity: '' },
    content: bareContent(data.content),
    clock: data.clock,
    legal: [{ ref: 'L. 241/1990', title: '' }],
    documents: [],
    remedies: decision ? [{ kind: '', text: 'TAR, 60 giorni.' }] : [],
    substitute: isNotice ? data.substitute : null,
    privacy: data.privacy,
    ...(decision ? { decision } : {}),
  };
};
