/** Where a value can come from, other than a form. */
export type Source =
  | 'municipality' // processes/comune.yaml
  | 'sheet' // the procedure's sheet, in the version that the case runs on
  | 'case'
  | 'account' // who answers for the case
  | 'addressee' // a party of the data bank, a body of the register, or what the step gave
  | 'register'
  | 'ledger' // the term's ledger and what the law makes of it
  | 'law' // rules with validity dates in law/
  | 'documents'
  | 'deliveries' // how a letter left and when it was received
  | 'payments' // what was paid by pagoPA, and stamps that the desk noted
  | 'application'
  | 'task'
  | 'step' // the diagram's step, or the usual of this kind of letter
  | 'clock'
  | 'signing';

/** Where the values below a path come from: the first of the fields that somebody filled, or else the source. */
export interface OriginRule {
  /** Names in the forms of tasks, in what parties brought, or in the step's «Dati». */
  fields?: readonly string[];
  /** Absent: nobody but a form can say it. */
  otherwise?: Source;
}

const from = (otherwise: Source, ...fields: string[]): OriginRule => ({ otherwise, fields });
const written = (...fields: string[]): OriginRule => ({ fields });

/** By path in the letter's data; the longest path that a value lies below counts. Fields are those of templates/content. */
export const originRules: Readonly<Record<string, OriginRule>> = {
  municipality: from('municipality'),
  office: from('municipality'),
  desk: from('municipality'),
  'letter.code': from('step'),
  'letter.subject': from('step'),
  'letter.date': from('clock'),
  'letter.protocol': from('register'),
  'letter.avvio': from('sheet'),
  'letter.courtesy': from('addressee'),
  'letter.signature': from('signing'),
  case: from('case'),
  'case.procedure': from('sheet'),
  'case.protocol': from('register'),
  term: from('ledger'),
  'term.days': from('sheet'),
  'term.kind': from('sheet'),
  'term.end': from('sheet'),
  'term.endText': from('law'),
  'term.inertiaText': from('municipality'),
  clock: from('law'),
  'clock.outcome': from('ledger'),
  responsible: from('account'),
  signer: from('municipality'),
  addressee: from(
    'addressee',
    'destinatarioEnte',
    'destinatarioSoggetto',
    'destinatarioRuolo',
    'destinatarioNome',
    'riga',
  ),
  legal: from('sheet'),
  documents: from('documents'),
  remedies: from('law'),
  substitute: from('municipality'),
  privacy: from('municipality'),
  application: from('application'),
  answers: from('application'),
  tasks: from('task'),
  'decision.outcome': written('esitoTesto'),
  'decision.premises': written('premesse'),
  'decision.reasons': written('motivazione'),
  'decision.prescriptions': written('prescrizioni'),
  'decision.validity': written('validita'),
  'decision.fees': from('payments', 'diritti'),
  'decision.stamp': from('sheet', 'bollo', 'bolloEsenzione'),
  'decision.stamp.serial': from('payments', 'bollo'),
  'decision.notice': from('deliveries', 'preavvisoData', 'preavvisoNonDovuto'),
  'decision.notice.protocol': from('register', 'preavvisoProtocollo'),
  'decision.observations': written('osservazioni'),
  'decision.warnings': written('avvisi'),
  'content.change.previous': from('account', 'responsabilePrecedente'),
  'content.change.current': from('account', 'responsabileNuovo'),
  'content.change.since': from('account', 'responsabileDal'),
  'content.change.reason': from('account', 'responsabileMotivo'),
  'content.request.items': written('documentiRichiesti'),
  'content.request.items.*.why': written('perche', 'documentiRichiesti'),
  'content.request.why': written('perche'),
  'content.request.answerDays': from('law', 'giorniRisposta'),
  'content.request.noReply': written('senzaRisposta'),
  'content.request.held': from('sheet'),
  'content.refusalNotice.grounds': written('motiviOstativi'),
  'content.refusalNotice.answerDays': from('law'),
  'content.silence': from('ledger'),
  'content.order.faults': written('difformita'),
  'content.order.measures': written('misure'),
  'content.order.days': written('giorniConformazione'),
  'content.order.suspension': written('sospensioneAttivita'),
  'content.ban.power': from('sheet', 'potere'),
  'content.ban.source': from('law'),
  'content.ban.faults': written('difformita', 'motivazione'),
  'content.ban.publicInterest': written('interessePubblico'),
  'content.ban.countedFrom': from('ledger', 'attoData'),
  'content.ban.lastDay': from('ledger', 'attoData'),
  'content.ban.finalJudgment': from('law', 'sentenzaPassata'),
  'content.report.facts': written('fattiComunicati'),
  'content.report.source': written('fonteFatti'),
  'content.report.basis': written('normaComunicazione'),
  'content.report.annexes': written('allegatiComunicati'),
  'content.opposition.asked': written('oggettoRichiesta'),
  'content.opposition.copy': from('documents'),
  'content.opposition.days': from('law', 'giorniOpposizione'),
  'content.demand': written('importoDovuto', 'obbligo'),
  'content.demand.amount': written('importoDovuto'),
  'content.demand.iuv': written('iuv'),
  'content.demand.noticeNumber': written('numeroAvviso'),
  'content.demand.duty': written('obbligo'),
  'content.demand.originalDue': written('scadenzaOriginaria'),
  'content.demand.newDue': written('nuovaScadenza'),
  'content.demand.consequence': written('conseguenza'),
  'content.tax.computation': written('calcolo'),
  'content.tax.total': written('totale', 'calcolo'),
  'content.tax.reviewOffice': from('municipality', 'ufficioAutotutela'),
  'content.conference.object': written('oggettoConferenza'),
  'content.conference.access': written('accessoDocumenti'),
  'content.conference.bodies': written('enti'),
  'content.conference.isProtected': from('law', 'interessiSensibili'),
  'content.conference.askDays': from('law', 'giorniRichieste'),
  'content.conference.answerDays': from('law', 'giorniDeterminazioni'),
  'content.conference.most': from('law'),
  'content.conference.meetingOn': written('riunioneData'),
};

/** The rule of a path such as `content.request.items.0.why`; undefined when nobody has said where it comes from. */
export const originRuleOf = (path: string): OriginRule | undefined => {
  const parts = path.split('.').map((part) => (/^\d+$/.test(part) ? '*' : part));
  for (let length = parts.length; length > 0; length -= 1) {
    const rule = originRules[parts.slice(0, length).join('.')];
    if (rule) return rule;
  }
  return undefined;
};
