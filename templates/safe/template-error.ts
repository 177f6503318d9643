/** Where in a letter's templates something is wrong. */
export interface TemplatePlace {
  /** The field that the template names and the data lack. */
  field?: string | undefined;
  /** Which of the letter's templates: `parte propria` is the procedure's. */
  source?: string | undefined;
  /** From 1. */
  line?: number | undefined;
}

const lineSaid = (line: number | undefined): string => (line === undefined ? '' : ` (riga ${line})`);

/** A letter's template does what it may not, or asks for what isn't there. The sentence is for the analyst. */
export class TemplateError extends Error {
  constructor(
    /** The sentence without its place. */
    readonly sentence: string,
    readonly place: TemplatePlace = {},
  ) {
    super(`${place.source ? `«${place.source}», ` : ''}${sentence}${lineSaid(place.line)}`);
    this.name = 'TemplateError';
  }
}
