/** A letter's template does what it may not, or asks for what isn't there. The sentence is for the analyst. */
export class TemplateError extends Error {
  constructor(
    message: string,
    /** The field that the template names and the data lack. */
    readonly field?: string,
  ) {
    super(message);
    this.name = 'TemplateError';
  }
}
