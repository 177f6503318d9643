import type { YAMLError } from 'yaml';

const words: Readonly<Partial<Record<YAMLError['code'], string>>> = {
  BAD_INDENT: 'il rientro di questa riga non va: deve stare in colonna con le altre della sua parte',
  BLOCK_AS_IMPLICIT_KEY: 'qui c’è un «:» di troppo: metti il testo tra virgolette',
  MULTILINE_IMPLICIT_KEY: 'manca un «:» dopo il nome, o il testo va tra virgolette',
  DUPLICATE_KEY: 'questo nome c’è già: togline uno',
  MISSING_CHAR: 'manca qualcosa, come una virgoletta o una parentesi chiusa',
  TAB_AS_INDENT: 'il rientro si fa con spazi, non con tabulazioni',
  UNEXPECTED_TOKEN: 'qui c’è qualcosa che non ci si aspetta',
  BAD_ALIAS: 'un testo che comincia con «*» va tra virgolette',
};

/** Why a file of YAML can't be read, in Italian. */
export const syntaxInItalian = ({ code }: YAMLError): string => words[code] ?? 'questa riga non si legge';

/** The line on which JSON stops being JSON, from the message of `JSON.parse`. */
export const lineOfJsonError = (text: string, message: string): number => {
  const position = /position (\d+)/.exec(message)?.[1];
  return text.slice(0, position === undefined ? text.length : Number(position)).split('\n').length;
};
