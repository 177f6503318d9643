import { InputError, NotFoundError } from '../../../../core/errors.js';
import type { Services } from '../../../../core/services.js';
import { seriesCodes } from '../../../../db/models/ticket.js';
import { saveStation, type StationInput } from '../../../../db/transactions/desks.js';
import { field } from '../../../form-body.js';
import {
  createRouter,
  demandRole,
  formOf,
  redirectWith,
  render,
  type Page,
  type PageRouter,
} from '../../../page.js';
import { deskRows, stationRows } from '../query.js';

interface Typed {
  number: string;
  deskId: string;
  kind: string;
  series: string[];
  active: boolean;
}

const blank: Typed = { number: '', deskId: '', kind: 'services', series: ['S'], active: true };

/** One numbered station: where it stands, what is done there, which numbers it calls. */
export const stationFormRoutes = (services: Services): PageRouter => {
  const router = createRouter();
  const { db } = services;

  const show = async (ctx: Page, typed: Typed, isNew: boolean, errors: Record<string, string> = {}) => {
    const title = isNew
      ? ctx.state.t('desks.station.new')
      : ctx.state.t('queue.station', { number: typed.number });
    render(ctx, 'admin/desks/station', {
      title,
      section: 'desks',
      crumbs: [{ label: ctx.state.t('desks.title'), href: '/admin/desks' }, { label: title }],
      typed,
      isNew,
      desks: await deskRows(db),
      series: seriesCodes.map((code) => ({ code, isCalled: typed.series.includes(code) })),
      errors,
    });
  };

  router.get('/admin/desks/stations/new', (ctx) => {
    demandRole(ctx, 'administrator');
    return show(ctx, blank, true);
  });

  router.get('/admin/desks/stations/:number', async (ctx) => {
    demandRole(ctx, 'administrator');
    const station = (await stationRows(db)).find(({ number }) => String(number) === ctx.params['number']);
    if (!station) throw new NotFoundError('Postazione');
    await show(ctx, { ...station, number: String(station.number) }, false);
  });

  router.post('/admin/desks/stations', async (ctx) => {
    const actor = demandRole(ctx, 'administrator');
    const form = formOf(ctx);
    const isNew = field(form, 'new') === 'yes';
    const typed: Typed = {
      number: field(form, 'number'),
      deskId: field(form, 'desk'),
      kind: field(form, 'kind'),
      series: form.fields.getAll('series'),
      active: field(form, 'active') === 'yes',
    };
    try {
      const known = (await stationRows(db)).some(({ number }) => String(number) === typed.number);
      if (isNew && known) throw new InputError({ number: 'C’è già una postazione con questo numero.' });
      await saveStation(services, actor, typed as StationInput);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      ctx.status = 422;
      return show(ctx, typed, isNew, error.fields);
    }
    redirectWith(ctx, '/admin/desks', 'desks.done.saved');
  });
  return router;
};
