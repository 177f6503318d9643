import type { Middleware } from 'koa';
import { BusinessError } from '../../core/errors.js';
import type { Services } from '../../core/services.js';
import { seatOf } from '../../db/stations.js';
import { redirectWith, wantsPart, type Page, type PageState } from '../page.js';
import { contactOf, isCaseData, isInformation } from '../queue/allowed.js';
import { isOfSomebody, servesUnknownPerson } from '../queue/panel/query.js';

/**
 * Finds the station where the operator works, and keeps its rule. At an information station nobody is identified, so
 * that nothing about persons opens there. A service station asks first who the person at the desk is.
 */
export const station =
  (services: Services): Middleware<PageState> =>
  async (ctx, next) => {
    const { session, actor } = ctx.state;
    const seat = session.station && actor ? await seatOf(services.db, session.station, actor.id) : undefined;
    if (session.station && !seat) {
      delete session.station;
      session.flash ??= { key: 'queue.station.lost', params: {} };
    }
    ctx.state.station = seat ?? null;
    if (seat?.kind === 'information') {
      if (ctx.path === '/desk') return redirectWith(ctx as Page, '/queue/information');
      const contact = contactOf(ctx.path);
      const namesSomebody = contact !== undefined && (await isOfSomebody(services.db, contact));
      if (namesSomebody || !isInformation(ctx)) throw needsService(seat.number);
    }
    const opens = ctx.method === 'GET' && !wantsPart(ctx as Page) && isCaseData(ctx.path);
    if (seat?.kind === 'services' && opens && (await servesUnknownPerson(services.db, seat.number)))
      return redirectWith(
        ctx as Page,
        `/queue/identify?next=${encodeURIComponent(ctx.url)}`,
        'queue.identify.first',
      );
    await next();
  };

const needsService = (number: number): BusinessError =>
  new BusinessError('station.information', {
    message: `La postazione ${number} dà informazioni: qui non si aprono dati di persone e pratiche.`,
    remedy:
      'Dai alla persona un numero per i servizi, oppure cambia postazione dalla pagina «Coda» se la servi tu.',
  });
