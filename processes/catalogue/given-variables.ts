/** Variables that every case has from the program itself; a repetition gives its item's number. */
export const givenVariables: readonly string[] = ['caseId', 'loopCounter', 'valori', 'presentataIl'];
