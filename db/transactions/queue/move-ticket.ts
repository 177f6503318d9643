import type { Knex } from 'knex';
import { demand, type Actor } from '../../../core/actor.js';
import { ConflictError, NotFoundError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import { audit } from '../../audit.js';
import { notify } from '../../listen.js';
import { Ticket, type TicketStatus } from '../../models/ticket.js';
import { startContact } from '../contacts.js';
import { isWithinTolerance } from './rules.js';

type Patch = Partial<Pick<Ticket, 'queuedAt' | 'lastCalledAt' | 'calls' | 'servingAt' | 'endedAt'>> & {
  stationNumber?: null;
  precedence?: boolean;
  contactId?: string;
  operatorId?: string | null;
};

interface Move {
  ticketId: string;
  /** The states it may be in. */
  from: TicketStatus[];
  /** The state it is in afterwards; one that is there already stays as it is. */
  to: TicketStatus;
  act: string;
  /** Only who sits at the station that has called it may. */
  mine: boolean;
  change: (trx: Knex.Transaction, ticket: Ticket, at: Date) => Patch | Promise<Patch>;
}

const overtaken = (code: string): ConflictError =>
  new ConflictError('ticket.overtaken', {
    message: `Nel frattempo il numero ${code} è andato avanti.`,
    remedy: 'Guarda la coda aggiornata qui sotto.',
  });

const sitsAt = async (trx: Knex, actor: Actor, number: number | null): Promise<boolean> =>
  number !== null &&
  (await trx('station').where({ number, seated_id: actor.id }).first('number')) !== undefined;

/** One step of a number with its line in the trail; a repeat changes nothing. */
const move = (
  services: Services,
  actor: Actor,
  { ticketId, from, to, act, mine, change }: Move,
): Promise<Ticket> => {
  demand(actor, 'operator');
  return services.db.transaction(async (trx) => {
    const ticket = await Ticket.query(trx).findById(ticketId).forUpdate();
    if (!ticket) throw new NotFoundError('Numero');
    const isSomebodyElses = mine && !(await sitsAt(trx, actor, ticket.stationNumber));
    if (ticket.status === to && !from.includes(to)) return ticket;
    if (!from.includes(ticket.status) || isSomebodyElses) throw overtaken(ticket.code);
    const at = services.clock.now();
    const moved = await Ticket.query(trx).patchAndFetchById(ticketId, {
      status: to,
      ...(await change(trx, ticket, at)),
    });
    const details = {
      numero: moved.code,
      ...(ticket.stationNumber === null ? {} : { postazione: ticket.stationNumber }),
    };
    await audit(trx, { at, actor, act, partyId: moved.partyId, details });
    await notify(trx, 'queue');
    return moved;
  });
};

/** Calls the same number again to the same station. */
export const recallTicket = (services: Services, actor: Actor, ticketId: string): Promise<Ticket> =>
  move(services, actor, {
    ticketId,
    from: ['called'],
    to: 'called',
    act: 'coda.richiamato',
    mine: true,
    change: (_trx, { calls }, at) => ({ lastCalledAt: at, calls: calls + 1 }),
  });

/** Nobody came: the number is set aside, the station is free. */
export const skipTicket = (services: Services, actor: Actor, ticketId: string): Promise<Ticket> =>
  move(services, actor, {
    ticketId,
    from: ['called'],
    to: 'skipped',
    act: 'coda.saltato',
    mine: true,
    change: () => ({ stationNumber: null }),
  });

/** The person has come after all: within the tolerance they keep their place, later they go to the end of the queue. */
export const requeueTicket = (services: Services, actor: Actor, ticketId: string): Promise<Ticket> =>
  move(services, actor, {
    ticketId,
    from: ['skipped'],
    to: 'waiting',
    act: 'coda.rimesso',
    mine: false,
    change: (_trx, { lastCalledAt, queuedAt }, at) => ({
      queuedAt: isWithinTolerance(lastCalledAt, at) ? queuedAt : at,
    }),
  });

/** The person never came. An appointment's time is free again. */
export const closeAsNoShow = (services: Services, actor: Actor, ticketId: string): Promise<Ticket> =>
  move(services, actor, {
    ticketId,
    from: ['skipped', 'waiting'],
    to: 'no-show',
    act: 'coda.non-presentato',
    mine: false,
    change: async (trx, { appointmentId }, at) => {
      if (appointmentId) await trx('appointment').where({ id: appointmentId }).update({ status: 'no-show' });
      return { endedAt: at };
    },
  });

/** Somebody who waits has the right to be called first. */
export const givePrecedence = (services: Services, actor: Actor, ticketId: string): Promise<Ticket> =>
  move(services, actor, {
    ticketId,
    from: ['waiting'],
    to: 'waiting',
    act: 'coda.precedenza',
    mine: false,
    change: () => ({ precedence: true }),
  });

/** The person is at the station: the service begins, and with it the contact, which has the ticket's person if known. */
export const serveTicket = (services: Services, actor: Actor, ticketId: string): Promise<Ticket> =>
  move(services, actor, {
    ticketId,
    from: ['called'],
    to: 'serving',
    act: 'coda.servito',
    mine: true,
    change: async (trx, { partyId }, at) => {
      const { contactId } = await startContact({ ...services, db: trx }, actor, {
        channel: 'desk',
        partyId,
        submissionToken: `ticket ${ticketId}`,
      });
      return { servingAt: at, contactId, operatorId: actor.id };
    },
  });

/** The service is over; the contact may still be written up. */
export const finishTicket = (services: Services, actor: Actor, ticketId: string): Promise<Ticket> =>
  move(services, actor, {
    ticketId,
    from: ['serving'],
    to: 'done',
    act: 'coda.concluso',
    mine: true,
    change: (_trx, _ticket, at) => ({ endedAt: at }),
  });
