import { InputError, NotFoundError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import { inForce, municipalValues, type KnownValue } from '../../../db/municipal-values.js';
import { setMunicipalValue } from '../../../db/transactions/municipal-values.js';
import { dateInRome } from '../../../law/calendar.js';
import { field } from '../../form-body.js';
import {
  createRouter,
  demandRole,
  formOf,
  redirectWith,
  render,
  type Page,
  type PageRouter,
} from '../../page.js';

const blank = { value: '', validFrom: '', source: '' };

/** The municipality's own numbers: what is in force, what was, what will be; a new one from a day on. */
export const adminValuesRoutes = (services: Services): PageRouter => {
  const router = createRouter();
  const today = (): string => dateInRome(services.clock.now());

  const known = async (name: string): Promise<KnownValue> => {
    const found = (await municipalValues(services.db)).find(({ id }) => id === name);
    if (!found) throw new NotFoundError('Valore');
    return found;
  };
  const show = (ctx: Page, value: KnownValue, typed = blank, errors: Record<string, string> = {}): void => {
    const now = inForce(value, today());
    render(ctx, 'admin/values/one', {
      title: value.title,
      section: 'values',
      crumbs: [{ label: ctx.state.t('values.title'), href: '/admin/values' }, { label: value.title }],
      value,
      history: value.values.map((one) => ({
        ...one,
        state: one === now ? 'now' : one.validFrom > today() ? 'coming' : 'past',
      })),
      today: today(),
      typed,
      errors,
    });
  };

  router.get('/admin/values', async (ctx) => {
    demandRole(ctx, 'administrator');
    const values = await municipalValues(services.db);
    render(ctx, 'admin/values/list', {
      title: ctx.state.t('values.title'),
      section: 'values',
      values: values.map((value) => ({
        ...value,
        now: inForce(value, today()),
        coming: value.values.find(({ validFrom }) => validFrom > today()),
      })),
    });
  });

  router.get('/admin/values/:name', async (ctx) => {
    demandRole(ctx, 'administrator');
    show(ctx, await known(ctx.params['name'] ?? ''));
  });

  router.post('/admin/values/:name', async (ctx) => {
    const actor = demandRole(ctx, 'administrator');
    const name = ctx.params['name'] ?? '';
    const form = formOf(ctx);
    const typed = {
      value: field(form, 'value'),
      validFrom: field(form, 'validFrom'),
      source: field(form, 'source'),
    };
    try {
      await setMunicipalValue(services, actor, { name, ...typed });
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      ctx.status = 422;
      return show(ctx, await known(name), typed, error.fields);
    }
    redirectWith(ctx, `/admin/values/${name}`, 'values.done');
  });
  return router;
};
