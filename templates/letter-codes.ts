/** The letters that a Comune writes (domain document, D), by number. */
export const letterCodes = [
  'L1', 'L2', 'L3', 'L4', 'L5', 'L6', 'L7', 'L8', 'L9', 'L10', 'L11', 'L12', 'L13', 'L14', 'L15', 'L16',
] as const; // prettier-ignore
export type LetterCode = (typeof letterCodes)[number];

/** Letters that decide something about somebody: they carry reasons, remedies and the signature of who may decide. */
export const actCodes: readonly LetterCode[] = ['L6', 'L7', 'L9', 'L10', 'L14', 'L15'];

/** Letters that go to somebody who isn't the applicant: they carry only what that one needs (Reg. UE 2016/679 art. 5). */
export const codesToOthers: readonly LetterCode[] = ['L11', 'L12', 'L16'];

/** Languages in which a courtesy version can stand beside the Italian. */
export const courtesyLanguages = ['en'] as const;
export type CourtesyLanguage = (typeof courtesyLanguages)[number];
