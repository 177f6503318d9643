import { InputError, NotFoundError } from '../../../../core/errors.js';
import type { Services } from '../../../../core/services.js';
import { saveDesk } from '../../../../db/transactions/desks.js';
import { field, type FormBody } from '../../../form-body.js';
import {
  createRouter,
  demandRole,
  formOf,
  redirectWith,
  render,
  type Page,
  type PageRouter,
} from '../../../page.js';
import { parseHours, type Hours } from '../hours.js';
import { deskRows, weekdays, type DeskRow } from '../query.js';

interface Typed {
  id: string;
  name: string;
  kind: string;
  parallel: string;
  ticketsOutsideHours: boolean;
  active: boolean;
  hours: Record<number, string>;
}

const blank: Typed = {
  id: '',
  name: '',
  kind: 'citizens',
  parallel: '1',
  ticketsOutsideHours: false,
  active: true,
  hours: {},
};

const typedIn = (form: FormBody): Typed => ({
  id: field(form, 'id'),
  name: field(form, 'name'),
  kind: field(form, 'kind'),
  parallel: field(form, 'parallel'),
  ticketsOutsideHours: field(form, 'outside') === 'yes',
  active: field(form, 'active') === 'yes',
  hours: Object.fromEntries(weekdays.map((day) => [day, field(form, `hours-${day}`)])),
});

/** Understands the hours of every day. @throws InputError naming the days that aren't understood */
const hoursIn = (hours: Typed['hours']): (Hours & { weekday: number })[] => {
  const days = weekdays.map((weekday) => ({ weekday, parsed: parseHours(hours[weekday] ?? '') }));
  const wrong = days.filter(({ parsed }) => parsed === null);
  if (wrong.length > 0) {
    const sentence = 'Scrivi le ore così: 8.30–13.00, 15.00–17.30; vuoto se è chiuso.';
    throw new InputError(Object.fromEntries(wrong.map(({ weekday }) => [`hours-${weekday}`, sentence])));
  }
  return days.flatMap(({ weekday, parsed }) => (parsed ?? []).map((one) => ({ weekday, ...one })));
};

/** One desk: for whom it is, how many it receives at one time, when it is open. */
export const deskFormRoutes = (services: Services): PageRouter => {
  const router = createRouter();

  const show = (ctx: Page, typed: Typed, isNew: boolean, errors: Record<string, string> = {}): void => {
    const title = isNew ? ctx.state.t('desks.new') : typed.name;
    render(ctx, 'admin/desks/desk', {
      title,
      section: 'desks',
      crumbs: [{ label: ctx.state.t('desks.title'), href: '/admin/desks' }, { label: title }],
      typed,
      isNew,
      days: weekdays.map((day) => ({ day, hours: typed.hours[day] ?? '', error: errors[`hours-${day}`] })),
      errors,
    });
  };
  const deskOf = async (id: string): Promise<DeskRow> => {
    const found = (await deskRows(services.db)).find((desk) => desk.id === id);
    if (!found) throw new NotFoundError('Sportello');
    return found;
  };

  router.get('/admin/desks/new', (ctx) => {
    demandRole(ctx, 'administrator');
    show(ctx, blank, true);
  });

  router.get('/admin/desks/:deskId', async (ctx) => {
    demandRole(ctx, 'administrator');
    const desk = await deskOf(ctx.params['deskId'] ?? '');
    show(ctx, { ...desk, parallel: String(desk.parallel) }, false);
  });

  router.post('/admin/desks', async (ctx) => {
    const actor = demandRole(ctx, 'administrator');
    const form = formOf(ctx);
    const typed = typedIn(form);
    const isNew = field(form, 'new') === 'yes';
    try {
      const known = (await deskRows(services.db)).some(({ id }) => id === typed.id);
      if (isNew && known) throw new InputError({ id: 'Questo codice è già di un altro sportello.' });
      const kind = typed.kind as 'citizens';
      await saveDesk(services, actor, { ...typed, kind, hours: hoursIn(typed.hours) });
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      ctx.status = 422;
      return show(ctx, typed, isNew, error.fields);
    }
    redirectWith(ctx, '/admin/desks', 'desks.done.saved');
  });
  return router;
};
