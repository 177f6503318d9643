import { readDate } from '../../forms/read-value.js';
import { dateInRome } from '../../../law/calendar.js';
import { placeLabel } from '../../../law/places/place.js';
import { searchPlaces } from '../../../law/places/places.js';
import type { Services } from '../../../core/services.js';
import { createRouter, demandRole, renderPart, type PageRouter } from '../../page.js';

const text = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 60) : '');

/** Comuni and states that begin with what is being typed, as answers of a datalist. */
export const placeRoutes = (services: Services): PageRouter => {
  const router = createRouter();

  router.get('/parties/places', async (ctx) => {
    demandRole(ctx, 'operator');
    const today = dateInRome(services.clock.now());
    const { birthPlace, municipality, country, foreignCountry, birthDate } = ctx.query;
    const state = text(country) || text(foreignCountry);
    const typed = text(birthPlace) || text(municipality) || state;
    const on = birthPlace ? (readDate(text(birthDate)) ?? today) : today;
    const found = await searchPlaces(typed, on, state ? 40 : 12);
    const fitting = found.filter(({ province }) =>
      state ? province === null : !text(municipality) || province !== null,
    );
    renderPart(ctx, 'parties/places', {
      labels: fitting.map(({ until, ...place }) => ({
        value: placeLabel({ ...place, until }),
        until: until && until < on ? until : null,
      })),
    });
  });
  return router;
};
