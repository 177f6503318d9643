import { z } from 'zod';
import { addCalendarDays, addWorkingDays, endOfDay, dateInRome } from '../../law/calendar.js';
import type { Exchange } from './exchange.js';
import { simulatedTable } from './simulated-table.js';

const shape = {
  name: z.string().optional(),
  receives: z.boolean(),
  refusal: z.string().default('non è competente'),
  days: z.number().int().optional(),
  outcome: z.string(),
};

/**
 * A system outside that its table plays (`workers/ports/simulated/<name>.yaml`): it takes or refuses what is sent, and answers
 * by itself after the days that the table says, at the end of the day. It says in every sentence that it is a simulation.
 */
export const simulatedExchange = (
  name: string,
  title: string,
  { inWorkingDays = false }: { inWorkingDays?: boolean } = {},
): Exchange => {
  const table = simulatedTable(name, title, shape);
  return {
    async send(trx, { db, caseId, addressee, subject, answer, effectKey, at }) {
      const known = await table.ask({ db, caseId }, addressee);
      if (!known) return { refused: `${title} (simulazione): «${addressee}» non esiste.` };
      if (!known.receives) return { refused: `${title} (simulazione) rifiuta: ${known.refusal}.` };
      const today = dateInRome(at);
      const addDays = inWorkingDays ? addWorkingDays : addCalendarDays;
      const due = answer && known.days !== undefined ? endOfDay(addDays(today, known.days)) : null;
      const [row] = (await trx('outside_exchange')
        .insert({
          system: name,
          case_id: caseId,
          addressee,
          subject,
          effect_key: effectKey,
          sent_at: at,
          answer_message: answer?.message ?? null,
          answer_key: answer?.key ?? null,
          answer_variables: JSON.stringify(answer ? { [answer.variable]: known.outcome } : {}),
          answer_due_at: due,
        })
        .returning('id')) as { id: string }[];
      if (!row) throw new Error('the simulated system took nothing');
      return { id: row.id, name: known.name ?? title };
    },
  };
};
