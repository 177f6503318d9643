import { describe, expect, it } from 'vitest';
import { letterCodes, type LetterCode } from '../../../templates/letter-codes.js';
import { letterDataSchema, type LetterData } from '../../../templates/letter-data.js';
import { demandComplete, mandatory, missingContent } from '../../../templates/mandatory.js';
import { everyLetter } from '../../../templates/mandatory/common.js';
import { sampleLetter } from '../../../templates/samples/usual.js';

const act = ['signer.name', 'responsible.name', 'remedies'];
const avvio = [
  'municipality.name', 'letter.subject', 'office.name', 'municipality.pec', 'responsible.name', 'term.dueDate',
  'term.inertiaText', 'substitute.name', 'case.presentedAt', 'municipality.website', 'desk.address',
]; // prettier-ignore

/** Domain document, D, column "mandatory content", letter by letter: what must be there. */
const wanted: Record<LetterCode, string[]> = {
  L1: ['case.presentedAt', 'case.protocol.number', 'term.dueDate', 'term.endText', 'documents.*.sha256', ...avvio],
  L2: avvio,
  L3: ['content.change.previous', 'content.change.current', 'content.change.since', 'term.dueDate'],
  L4: ['content.request.items', 'content.request.items.*.why', 'content.request.answerDays', 'clock', 'responsible.name'],
  L5: [
    'content.refusalNotice.grounds', 'content.refusalNotice.grounds.*.fact', 'content.refusalNotice.grounds.*.law',
    'content.refusalNotice.answerDays', 'municipality.pec', 'clock', 'responsible.name',
  ],
  L6: [...act, 'decision.outcome', 'decision.reasons', 'decision.validity', 'decision.fees', 'decision.stamp'],
  L7: [...act, 'decision.reasons', 'decision.notice', 'decision.observations.*.answer'],
  L8: ['content.silence.startedOn', 'content.silence.formedOn', 'answers', 'case.protocol.number', 'responsible.name'],
  L9: [...act, 'content.order.faults', 'content.order.measures', 'content.order.days', 'clock'],
  L10: [
    ...act, 'content.ban.faults', 'content.ban.power', 'content.ban.source', 'content.ban.publicInterest',
    'decision.observations.*.answer',
  ],
  L11: ['content.report.facts', 'content.report.source', 'content.report.basis', 'content.report.annexes'],
  L12: ['content.opposition.asked', 'content.opposition.copy.sha256', 'content.opposition.days', 'municipality.pec'],
  L13: [
    'content.demand', 'content.demand.iuv', 'content.demand.originalDue', 'content.demand.newDue',
    'content.demand.consequence',
  ],
  L14: [...act, 'decision.reasons'],
  L15: [
    ...act, 'decision.outcome', 'decision.reasons', 'content.tax.computation', 'content.tax.total',
    'content.tax.reviewOffice',
  ],
  L16: [
    'content.conference.object', 'content.conference.access', 'content.conference.askDays',
    'content.conference.answerDays', 'content.conference.meetingOn', 'responsible.name',
  ],
}; // prettier-ignore
const everywhere = everyLetter.map(({ path }) => path);

/** The letter's data with what is at a path taken away: a list emptied, a text blank, the rest null. */
const without = (code: LetterCode, path: string): LetterData => {
  const data = letterDataSchema.parse(sampleLetter(code));
  if (code === 'L10') data.decision.observations = [{ text: 'x', answer: 'y' }];
  const steps = path.split('.');
  const last = steps.pop() ?? '';
  const holder = steps.reduce<Record<string, unknown>>(
    (inner, step) => (step === '*' ? (inner as unknown as unknown[])[0] : inner[step]) as typeof inner,
    data as unknown as Record<string, unknown>,
  );
  const before = holder[last];
  const isNullable = ['notice', 'annexes', 'fees'].includes(last) || path.startsWith('content.');
  holder[last] =
    Array.isArray(before) && !isNullable ? [] : typeof before === 'string' && !isNullable ? ' ' : null;
  if (path.startsWith('content.') && Array.isArray(before) && last !== 'annexes') holder[last] = [];
  if (path === 'content.refusalNotice.grounds.*.fact') holder[last] = ' ';
  if (path === 'content.opposition.copy.sha256') holder[last] = '';
  return data;
};

/** Dates of the schema can't be blank: there the schema itself says no. */
const missing = (data: LetterData): string[] => {
  const read = letterDataSchema.safeParse(data);
  if (!read.success) return read.error.issues.map((issue) => issue.path.join('.'));
  return missingContent(read.data).map(({ path }) => path);
};

describe.each(letterCodes)('%s', (code) => {
  it('wants exactly what the domain document says', () => {
    expect(mandatory[code].filter(({ holds }) => !holds).map(({ path }) => path)).toEqual(wanted[code]);
  });

  it('is complete in the sample', () => {
    expect(missing(sampleLetter(code))).toEqual([]);
  });

  it.each([...new Set([...everywhere, ...wanted[code]])])('does not come out without %s', (path) => {
    expect(missing(without(code, path))).toContain(path);
  });
});

const changed = (code: LetterCode, change: (data: ReturnType<typeof letterDataSchema.parse>) => void) => {
  const data = letterDataSchema.parse(sampleLetter(code));
  change(data);
  return () => {
    demandComplete(data);
  };
};

/** What must hold of what is there. */
it.each<[string, LetterCode, RegExp, Parameters<typeof changed>[1]]>([
  ['asks for what the Comune acquires itself', 'L4', /acquisire da sé \(art\. 18/, ({ content }) => content.request?.items.push({ title: 'La visura catastale', why: 'x' })],
  ['refuses after silence became consent', 'L7', /vale ormai assenso.*art\. 21-nonies.*art\. 2, c\. 8-bis/, ({ term, letter }) => { if (term) term.end = 'silenzio-assenso'; letter.date = '2026-04-02T08:00:00Z'; }],
  ['attests a silence that has not formed', 'L8', /non si è formato.*art\. 20, c\. 1/, ({ content }) => { content.silence = null; }],
  ['gives 29 days to conform', 'L9', /più corto di 30 giorni \(art\. 19, c\. 3/, ({ content }) => { if (content.order) content.order.days = 29; }],
  ['orders to conform after the control’s end', 'L9', /art\. 2, c\. 8-bis/, ({ letter }) => { letter.date = '2026-04-02T08:00:00Z'; }],
  ['annuls a day after the six months', 'L10', /è passato.*art\. 21-nonies/, ({ letter }) => { letter.date = '2026-05-21T08:00:00Z'; }],
  ['annuls without knowing since when', 'L10', /non si sa/, ({ content }) => { if (content.ban) content.ban.lastDay = null; }],
  ['restores the residence without a notice', 'L10', /è passato/, ({ content, decision }) => { if (content.ban) content.ban.power = 'ripristino'; decision.notice = null; }],
  ['restores the residence after a notice sent a day late', 'L10', /è passato/, ({ content, decision }) => { if (content.ban) Object.assign(content.ban, { power: 'ripristino', lastDay: '2026-04-16' }); decision.notice = { date: '2026-04-17', protocol: null, sent: '2026-04-17' }; }],
  ['tells an authority how to follow the case', 'L11', /non ha bisogno di conoscere \(art\. 5, par\. 1/, (data) => { data.case.trackingCode = 'x'; }],
  ['gives a third party the answers of the applicant', 'L12', /non ha bisogno/, (data) => { data.answers = [{ label: 'a', value: 'b' }]; }],
  ['sets a new due date that has passed', 'L13', /non viene dopo/, ({ content }) => { if (content.demand) content.demand.newDue = '2026-03-02'; }],
  ['adds up wrongly', 'L15', /non è la somma.*L\. 212\/2000/, ({ content }) => { if (content.tax) content.tax.total = 167.31; }],
  ['gives 16 days to ask for documents', 'L16', /supera quello di legge \(art\. 14-bis, c\. 2, lett\. b\)/, ({ content }) => { if (content.conference) content.conference.askDays = 16; }],
  ['gives 61 days for opinions', 'L16', /supera quello di legge \(art\. 14-bis, c\. 2, lett\. c\)/, ({ content }) => { if (content.conference) content.conference.answerDays = 61; }],
  ['meets on the eleventh day', 'L16', /non cade nei dieci giorni/, ({ content }) => { if (content.conference) content.conference.meetingOn = '2026-05-13'; }],
])('no letter %s', (_, code, sentence, change) => {
  expect(changed(code, change)).toThrow(sentence);
}); // prettier-ignore

it('lets the law’s own cases through', () => {
  expect(changed('L4', ({ content }) => { const { request } = content; if (request) { request.why = 'x'; for (const item of request.items) item.why = null; } })).not.toThrow();
  expect(changed('L9', ({ letter }) => { letter.date = '2026-04-01T08:00:00Z'; })).not.toThrow();
  expect(changed('L10', ({ letter, content }) => { letter.date = '2027-05-21T08:00:00Z'; if (content.ban) content.ban.finalJudgment = true; })).not.toThrow();
  expect(changed('L10', ({ content, decision }) => { if (content.ban) Object.assign(content.ban, { power: 'ripristino', lastDay: '2026-04-16' }); decision.notice = { date: '2026-04-20', protocol: null, sent: '2026-04-16' }; })).not.toThrow();
  expect(changed('L11', ({ content }) => { if (content.report) content.report.annexes = []; })).not.toThrow();
  expect(changed('L13', ({ content }) => { if (content.demand) Object.assign(content.demand, { amount: null, iuv: null, duty: 'ripiantare un albero' }); })).not.toThrow();
  expect(changed('L16', ({ content }) => { if (content.conference) content.conference.meetingOn = '2026-05-12'; })).not.toThrow();
}); // prettier-ignore
