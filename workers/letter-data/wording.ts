import type { Sheet } from '../../processes/catalogue/sheet.js';
import type { LetterCode } from '../../templates/letter-data.js';

/** The object of a letter when the diagram gives none. */
export const defaultSubjects: Record<LetterCode, (procedure: string) => string> = {
  L1: (procedure) => `Ricevuta dell’istanza: ${procedure}`,
  L2: (procedure) => `Comunicazione di avvio del procedimento: ${procedure}`,
  L6: (procedure) => `Accoglimento dell’istanza: ${procedure}`,
  L7: (procedure) => `Diniego: ${procedure}`,
  L14: (procedure) => `Archiviazione dell’istanza: ${procedure}`,
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
