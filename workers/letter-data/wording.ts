import type { Sheet } from '../../processes/catalogue/sheet.js';
import type { LetterCode } from '../../templates/letter-codes.js';

/** The object of a letter when the diagram gives none. */
export const defaultSubjects: Record<LetterCode, (procedure: string) => string> = {
  L1: (procedure) => `Ricevuta dell’istanza: ${procedure}`,
  L2: (procedure) => `Comunicazione di avvio del procedimento: ${procedure}`,
  L3: (procedure) => `Cambio del responsabile del procedimento: ${procedure}`,
  L4: (procedure) => `Richiesta di documenti e informazioni: ${procedure}`,
  L5: (procedure) => `Comunicazione dei motivi che impediscono di accogliere l’istanza: ${procedure}`,
  L6: (procedure) => `Accoglimento dell’istanza: ${procedure}`,
  L7: (procedure) => `Diniego: ${procedure}`,
  L8: (procedure) => `Attestazione di silenzio-assenso: ${procedure}`,
  L9: (procedure) => `Ordine di conformare l’attività: ${procedure}`,
  L10: (procedure) => `Divieto o annullamento: ${procedure}`,
  L11: () => 'Comunicazione ad altra autorità', // the object is read in the register: it says no more
  L12: (procedure) => `Richiesta che può riguardarla: ${procedure}`,
  L13: (procedure) => `Sollecito e diffida: ${procedure}`,
  L14: (procedure) => `Archiviazione dell’istanza: ${procedure}`,
  L15: (procedure) => `Esito dell’istanza tributaria: ${procedure}`,
  L16: (procedure) => `Indizione della conferenza di servizi: ${procedure}`,
};

/** What happens when the term ends (L. 241/1990 artt. 2, 19, 20). */
export const termEnds: Record<Sheet['term']['end'], string> = {
  atto: 'Entro il termine il Comune conclude con un atto scritto; il silenzio non vale né assenso né diniego.',
  'silenzio-assenso':
    'Se entro il termine il Comune non risponde, la domanda si intende accolta (art. 20 L. 241/1990).',
  'silenzio-diniego': 'Se entro il termine il Comune non risponde, la domanda si intende respinta.',
  controllo:
    'Entro il termine il Comune controlla quanto dichiarato; passato il termine, la situazione è confermata.',
};
