/** What a person reads when something cannot be done: what happened, and the way out. */
export interface ErrorText {
  message: string;
  remedy: string;
  field?: string;
  details?: Record<string, unknown>;
}

/**
 * A rule of the office was not met. It is not a fault of the program: the person reads the message and the remedy.
 * In a worker it becomes a BPMN error when the contract declares its code.
 */
export class BusinessError extends Error {
  readonly remedy: string;
  readonly field: string | undefined;
  readonly details: Record<string, unknown>;

  constructor(
    readonly code: string,
    text: ErrorText,
  ) {
    super(text.message);
    this.name = new.target.name;
    this.remedy = text.remedy;
    this.field = text.field;
    this.details = text.details ?? {};
  }
}

/** Something typed is wrong. `fields` maps a form field to the sentence shown beside it; nothing was changed. */
export class InputError extends BusinessError {
  constructor(readonly fields: Record<string, string>) {
    super('input.invalid', {
      message: 'Alcuni dati vanno corretti.',
      remedy: 'Correggi i campi indicati e invia di nuovo: quello che hai scritto è ancora qui.',
      details: { fields },
    });
  }
}

/** Somebody or the diagram was faster: the page the person acted on is out of date. */
export class ConflictError extends BusinessError {}

/** What was asked for does not exist, or the person may not know that it does. */
export class NotFoundError extends BusinessError {
  constructor(what: string) {
    super('not-found', {
      message: `${what} inesistente.`,
      remedy: 'Controlla il numero o cerca dalla casella in alto.',
    });
  }
}

/** The person's role does not allow it. */
export class ForbiddenError extends BusinessError {
  constructor(message = 'Il tuo ruolo non permette questa operazione.') {
    super('forbidden', {
      message,
      remedy: 'Se ti serve per il tuo lavoro, chiedi all’amministratore di Sportello.',
    });
  }
}

/** A restricted case that the person needn't know: it exists, and this office can be asked. Nothing else is told. */
export class RestrictedError extends BusinessError {
  constructor(office: string) {
    super('case.restricted', {
      message: 'Pratica riservata.',
      remedy: `Se ti serve per il tuo lavoro, chiedi a: ${office}.`,
      details: { office },
    });
  }
}

/** The text of anything thrown, for logs and for the `last_error` columns. */
export const errorText = (error: unknown): string => (error instanceof Error ? error.message : String(error));
