/** `sì` → `Sì` */
export const upper = (text: string): string =>
  text.replace(/^./u, (letter) => letter.toLocaleUpperCase('it'));

/** For a sentence that goes on after a colon; an acronym keeps its capitals. */
export const lower = (text: string): string =>
  /^\p{Lu}\p{Lu}/u.test(text) ? text : text.replace(/^./u, (letter) => letter.toLocaleLowerCase('it'));

/** `allo sportello` → `Allo sportello.` */
export const asSentence = (text: string): string => upper(/[.?!]$/.test(text) ? text : `${text}.`);
