import { z } from 'zod';

/** The message by which a system outside answers; other inputs of the step say to whom and about what. */
export const answerMessage = z.string().optional().meta({
  title: 'Messaggio di risposta',
  description: 'che il diagramma aspetta, per esempio ente.risposta; costante',
});

/** Which waiting the answer is for, when several wait for the same message at once. */
export const answerKey = z.string().optional().meta({
  title: 'Chiave della risposta',
  description: 'chiave di correlazione del messaggio; se manca, la pratica',
});

/** What the answer brings until it has come. */
export const unanswered = 'attesa';
