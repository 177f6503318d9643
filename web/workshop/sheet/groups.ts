/**
 * The parts of the sheet's page with the letters of D.Lgs. 33/2013 art. 35 c. 1 that ask for them, in the law's order; what
 * no letter asks for comes first and last. The identifier is left out: it is the folder's name and what cases refer to.
 */
export const sheetGroups: readonly { letters: string; fields: readonly string[] }[] = [
  { letters: '', fields: ['title', 'keywords', 'validFrom', 'restricted'] },
  { letters: 'a', fields: ['summary', 'legal', 'act'] },
  { letters: 'b-c', fields: ['office', 'unit', 'contacts', 'decidingOffice'] },
  { letters: 'd', fields: ['who', 'how', 'documents', 'applicationForm'] },
  { letters: 'e', fields: ['follow'] },
  { letters: 'f-g', fields: ['term', 'otherTerms', 'avvio'] },
  { letters: 'h', fields: ['remedies'] },
  { letters: 'i', fields: ['online'] },
  { letters: 'l', fields: ['fees', 'payment', 'stampExemption'] },
  { letters: '', fields: ['messages'] },
];

/** Never changed from here. */
export const keptFields: readonly string[] = ['id'];
