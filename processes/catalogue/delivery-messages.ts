/** What tells a diagram how a letter of its fares; the correlation key is the letter. Nobody brings these to the desk. */
export const deliveryMessages = {
  /** All who must have it have it. */
  delivered: 'notifica.consegnata',
  /** A way has failed, and the next one is open. */
  failed: 'notifica.fallita',
} as const;
