import { randomUUID } from 'node:crypto';
import { InputError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import {
  changeNotice,
  noticeAuthors,
  withdrawNotice,
  writeNotice,
} from '../../../db/transactions/notices.js';
import { dateInRome } from '../../../law/calendar.js';
import { field } from '../../form-body.js';
import { formatDate } from '../../format.js';
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
import { noticeToChange } from '../query.js';
import { noticeInput, typedFromNotice, typedNotice, type TypedNotice } from './typed.js';

interface Shown {
  title: string;
  action: string;
  typed: TypedNotice;
  version?: number;
  token?: string;
  errors?: Record<string, string>;
}

/** Writing to the desk: a notice is published, changed, withdrawn. */
export const noticeEditRoutes = (services: Services): PageRouter => {
  const router = createRouter();
  const { db, catalogue, clock } = services;

  const show = async (ctx: Page, { errors = {}, token = randomUUID(), ...shown }: Shown): Promise<void> => {
    if (Object.keys(errors).length > 0) ctx.status = 422;
    const published = await catalogue.published();
    const { procedures, offices } = shown.typed;
    render(ctx, 'notices/edit', {
      ...shown,
      errors,
      token,
      wrong: Object.entries(errors).map(([name, error]) => ({ name, error })),
      section: 'notices',
      crumbs: [{ label: ctx.state.t('nav.notices'), href: '/notices' }, { label: shown.title }],
      procedures: published.map(({ procedureId: id, sheet }) => ({
        id,
        name: sheet.title,
        selected: procedures.includes(id),
      })),
      offices: catalogue.municipality.offices.map(({ id, name }) => ({
        id,
        name,
        selected: offices.includes(id),
      })),
    });
  };
  const orWhatIsWrong = async (ctx: Page, shown: Shown, work: () => Promise<unknown>): Promise<void> => {
    try {
      await work();
      redirectWith(ctx, '/notices', 'notices.published');
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      await show(ctx, { ...shown, errors: error.fields });
    }
  };

  router.get('/notices/new', async (ctx) => {
    demandRole(ctx, ...noticeAuthors);
    const empty = {
      title: '',
      body: '',
      important: false,
      validTo: '',
      procedures: [],
      offices: [],
      skills: '',
    };
    const typed = { ...empty, validFrom: formatDate(dateInRome(clock.now())) };
    await show(ctx, { title: ctx.state.t('notices.new'), action: '/notices', typed });
  });

  router.post('/notices', async (ctx) => {
    const actor = demandRole(ctx, ...noticeAuthors);
    const typed = typedNotice(formOf(ctx));
    const token = field(formOf(ctx), 'token') || randomUUID();
    const shown = { title: ctx.state.t('notices.new'), action: '/notices', typed, token };
    await orWhatIsWrong(ctx, shown, () => writeNotice(services, actor, noticeInput(typed), token));
  });

  router.get('/notices/:noticeId/edit', async (ctx) => {
    const actor = demandRole(ctx, ...noticeAuthors);
    const notice = await noticeToChange(db, actor, uuidParam(ctx, 'noticeId', 'Avviso'));
    const { id, title, version } = notice;
    await show(ctx, { title, action: `/notices/${id}`, typed: typedFromNotice(notice), version });
  });

  router.post('/notices/:noticeId', async (ctx) => {
    const actor = demandRole(ctx, ...noticeAuthors);
    const noticeId = uuidParam(ctx, 'noticeId', 'Avviso');
    const typed = typedNotice(formOf(ctx));
    const version = Number(field(formOf(ctx), 'version')) || 0;
    const shown = { title: typed.title, action: `/notices/${noticeId}`, typed, version };
    await orWhatIsWrong(ctx, shown, () =>
      changeNotice(services, actor, { ...noticeInput(typed), noticeId, version }),
    );
  });

  router.post('/notices/:noticeId/withdraw', async (ctx) => {
    const actor = demandRole(ctx, ...noticeAuthors);
    await withdrawNotice(services, actor, uuidParam(ctx, 'noticeId', 'Avviso'));
    redirectWith(ctx, '/notices', 'notices.withdrawn.done');
  });
  return router;
};
