import type { Services } from '../../../core/services.js';
import type { ProcedureVersion } from '../../../processes/catalogue/catalogue.js';
import type { Translate } from '../../i18n.js';
import { article35 } from '../../published/article-35.js';
import type { Durations } from '../../published/durations-query.js';
import { sheetFacts } from '../../published/sheet-facts.js';
import { topicsOf } from '../../published/topics.js';

const round = (days: number): number => Math.ceil(days);

/** A sheet for machines: the law's letters as text, and beside them what can be computed with. Keys are Italian, as the law's. */
export const sheetAsJson = (
  services: Services,
  version: ProcedureVersion,
  { durations, t, page }: { durations: Durations[]; t: Translate; page: string },
): object => {
  const { sheet } = version;
  const facts = sheetFacts(services, version, t);
  const { minimum } = services.catalogue.municipality.durations;
  return {
    id: version.procedureId,
    titolo: sheet.title,
    descrizione: sheet.summary,
    parole: sheet.keywords,
    comune: services.catalogue.municipality.name,
    pagina: page,
    inVigoreDal: sheet.validFrom,
    art35: Object.fromEntries(
      article35(topicsOf(facts), t).map(({ letter, title, text }) => [
        letter,
        { titolo: title, testo: text },
      ]),
    ),
    norme: sheet.legal.map(({ ref, title }) => ({ riferimento: ref, titolo: title })),
    termine: {
      giorni: sheet.term.days,
      tipo: sheet.term.kind,
      fonte: sheet.term.source,
      allaScadenza: sheet.term.end,
    },
    altriTermini: sheet.otherTerms.map(({ title, days, kind, source }) => ({
      titolo: title,
      giorni: days,
      tipo: kind,
      fonte: source,
    })),
    documenti: sheet.documents.map(({ title, why, required, exOffice }) => ({
      titolo: title,
      perche: why,
      obbligatorio: required,
      loAcquisisceIlComune: exOffice,
    })),
    costi: sheet.fees.map(({ title, amount, when, source }) => ({
      titolo: title,
      euro: amount,
      quando: when,
      fonte: source,
    })),
    pagamento: sheet.payment,
    rimedi: sheet.remedies.map(({ kind, text }) => ({ tipo: kind, testo: text })),
    moduli: facts.forms.map(({ title, fields }) => ({
      titolo: title,
      domande: fields.map(({ label, hint, isRequired, choices }) => ({
        domanda: label,
        spiegazione: hint,
        obbligatoria: isRequired,
        scelte: choices,
      })),
    })),
    durateReali: {
      daAlmenoPratiche: minimum,
      uffici: durations
        .filter(({ cases }) => cases >= minimum)
        .map((row) => ({
          ufficio: row.office,
          praticheChiuse: row.cases,
          giorniMediana: round(row.median),
          giorni90per100: round(row.ninetieth),
          delComuneMediana: round(row.ownMedian),
          delComune90per100: round(row.ownNinetieth),
          attesaDelCittadinoMediana: round(row.waitingMedian),
          attesaDelCittadino90per100: round(row.waitingNinetieth),
        })),
    },
  };
};
