import type { Actor } from '../../../core/actor.js';

/** Somebody of an office with every role that a task may ask for. */
export const officer = (officeId: string): Actor => ({
  id: null,
  name: 'Prova',
  roles: ['operator', 'officer', 'responsible'],
  officeId,
});
/** Somebody at the desk. */
export const operator = officer('sportello');
