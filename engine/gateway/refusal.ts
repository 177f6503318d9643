/** What the engine's gateway answers when it doesn't do what it was asked (gRPC status codes, by name). */
const names: Record<number, string> = {
  1: 'CANCELLED',
  3: 'INVALID_ARGUMENT',
  4: 'DEADLINE_EXCEEDED',
  5: 'NOT_FOUND',
  6: 'ALREADY_EXISTS',
  8: 'RESOURCE_EXHAUSTED',
  9: 'FAILED_PRECONDITION',
  13: 'INTERNAL',
  14: 'UNAVAILABLE',
  16: 'UNAUTHENTICATED',
};

/** The engine's refusal of one call, with its status by name. */
export class Refusal extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = 'Refusal';
  }
}

const later = new Set([
  'UNAVAILABLE',
  'RESOURCE_EXHAUSTED',
  'DEADLINE_EXCEEDED',
  'CANCELLED',
  'INTERNAL',
  'UNAUTHENTICATED',
  'UNKNOWN',
]);

/** True when the same call may succeed later; false when the engine has decided. */
export const mayPass = ({ code }: Refusal): boolean => later.has(code);

/** Reads whatever a call threw as a refusal. */
export const asRefusal = (error: unknown): Refusal => {
  if (error instanceof Refusal) return error;
  const { code, details, message } = error as { code?: unknown; details?: unknown; message?: unknown };
  return new Refusal(
    (typeof code === 'number' && names[code]) || 'UNKNOWN',
    typeof details === 'string' && details ? details : typeof message === 'string' ? message : String(error),
  );
};
