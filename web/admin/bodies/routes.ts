import { randomUUID } from 'node:crypto';
import { InputError, NotFoundError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import { PublicBody } from '../../../db/models/public-body.js';
import { savePublicBody, type BodyInput } from '../../../db/transactions/public-bodies.js';
import { field, type FormBody } from '../../form-body.js';
import {
  createRouter,
  demandRole,
  formOf,
  redirectWith,
  render,
  uuidParam,
  type Page,
  type PageRouter,
} from '../../page.js';

interface Shown {
  typed: BodyInput;
  id: string;
  version: string;
  submissionToken: string;
  errors?: Record<string, string>;
}

const blank: BodyInput = {
  name: '',
  ipaCode: '',
  street: '',
  postalCode: '',
  municipality: '',
  province: '',
  pec: '',
  active: true,
};

const typedIn = (form: FormBody): BodyInput => ({
  name: field(form, 'name'),
  ipaCode: field(form, 'ipaCode'),
  street: field(form, 'street'),
  postalCode: field(form, 'postalCode'),
  municipality: field(form, 'municipality'),
  province: field(form, 'province').toUpperCase(),
  pec: field(form, 'pec'),
  active: field(form, 'active') === 'yes',
});

const texts = ['name', 'ipaCode', 'street', 'postalCode', 'municipality', 'province', 'pec'] as const;

/** The bodies that letters go to, as the administrator keeps them: name, address, digital domicile. */
export const adminBodiesRoutes = (services: Services): PageRouter => {
  const router = createRouter();
  const { db } = services;

  const show = (ctx: Page, { typed, errors = {}, ...known }: Shown): void => {
    const title = known.id ? typed.name : ctx.state.t('bodies.new');
    render(ctx, 'admin/bodies/form', {
      title,
      section: 'bodies',
      crumbs: [{ label: ctx.state.t('bodies.title'), href: '/admin/bodies' }, { label: title }],
      ...known,
      active: typed.active,
      fields: texts.map((name) => ({ name, value: typed[name], error: errors[name] })),
      wrong: Object.entries(errors).map(([name, error]) => ({ name, error })),
      prefix: 'bodies.',
    });
  };

  router.get('/admin/bodies', async (ctx) => {
    demandRole(ctx, 'administrator');
    const bodies = await PublicBody.query(db).orderBy([{ column: 'active', order: 'desc' }, 'name']);
    render(ctx, 'admin/bodies/list', {
      title: ctx.state.t('bodies.title'),
      section: 'bodies',
      bodies: bodies.map(({ id, name, addressLines, pec, active }) => ({
        id,
        name,
        address: addressLines.join(', '),
        pec,
        active,
      })),
    });
  });

  router.get('/admin/bodies/new', (ctx) => {
    demandRole(ctx, 'administrator');
    show(ctx, { typed: blank, id: '', version: '', submissionToken: randomUUID() });
  });

  router.get('/admin/bodies/:bodyId', async (ctx) => {
    demandRole(ctx, 'administrator');
    const body = await PublicBody.query(db).findById(uuidParam(ctx, 'bodyId', 'Ente'));
    if (!body) throw new NotFoundError('Ente');
    const { ipaCode, province, pec } = body;
    const typed = { ...body, ipaCode: ipaCode ?? '', province: province ?? '', pec: pec ?? '' };
    show(ctx, { typed, id: body.id, version: String(body.version), submissionToken: '' });
  });

  router.post('/admin/bodies', async (ctx) => {
    const actor = demandRole(ctx, 'administrator');
    const form = formOf(ctx);
    const [id, version, submissionToken] = ['id', 'version', '_token'].map((name) => field(form, name));
    const typed = typedIn(form);
    try {
      await savePublicBody(
        services,
        actor,
        typed,
        id ? { id, version: Number(version) } : { submissionToken: submissionToken || randomUUID() },
      );
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      ctx.status = 422;
      const known = { id: id ?? '', version: version ?? '', submissionToken: submissionToken ?? '' };
      return show(ctx, { typed, ...known, errors: error.fields });
    }
    redirectWith(ctx, '/admin/bodies', 'bodies.saved');
  });
  return router;
};
