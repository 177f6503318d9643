import { NotFoundError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import { Document } from '../../../db/models/document.js';
import { makeMissingDays, missingDays } from '../../../db/transactions/daily-register.js';
import { auditRead } from '../../access.js';
import { protocolNumber } from '../../../db/counter.js';
import { readDate } from '../../forms/read-value.js';
import { createRouter, demandRole, redirectWith, render, type PageRouter } from '../../page.js';
import { demandRegister } from '../access.js';
import { registerDays } from './query.js';

const isDay = (text: string): boolean => readDate(text) === text;

/** The registers of the closed days, each a PDF/A with its hash. */
export const dailyRoutes = (services: Services): PageRouter => {
  const router = createRouter();
  const { db, clock } = services;

  router.get('/register/days', async (ctx) => {
    demandRegister(ctx);
    const { t } = ctx.state;
    const before = String(ctx.query['before'] ?? '');
    const [{ days, hasMore }, missing] = await Promise.all([
      registerDays(db, isDay(before) ? before : null),
      missingDays(db, clock.now()),
    ]);
    const numbered = (day: string, number: number | null): string =>
      number === null ? '' : protocolNumber(Number(day.slice(0, 4)), number);
    render(ctx, 'register/daily', {
      title: t('register.days.title'),
      section: 'register',
      crumbs: [{ label: t('nav.register'), href: '/register' }, { label: t('register.days.title') }],
      days: days.map((one) => ({
        ...one,
        first: numbered(one.day, one.firstNumber),
        last: numbered(one.day, one.lastNumber),
      })),
      missing,
      older: hasMore ? `/register/days?before=${days.at(-1)?.day ?? ''}` : '',
    });
  });

  router.post('/register/days', async (ctx) => {
    const actor = demandRole(ctx, 'registrar');
    const count = await makeMissingDays(services, actor);
    redirectWith(ctx, '/register/days', 'register.days.made', { count });
  });

  router.get('/register/days/:day/:volume', async (ctx) => {
    const actor = demandRole(ctx, 'registrar');
    const day = ctx.params['day'] ?? '';
    const volume = Number(ctx.params['volume']);
    if (!isDay(day) || !Number.isInteger(volume) || volume > 1e6)
      throw new NotFoundError('Registro giornaliero');
    const row = (await db('register_day').where({ day, volume }).first('document_id')) as
      { document_id: string } | undefined;
    const document = row && (await Document.query(db).findById(row.document_id));
    if (!document) throw new NotFoundError('Registro giornaliero');
    await auditRead(services, actor, { act: 'registro.giornaliero.letto', details: { giorno: day, volume } });
    ctx.attachment(document.filename);
    ctx.type = document.mediaType;
    ctx.length = Number(document.size);
    ctx.set('cache-control', 'private, no-store');
    ctx.body = services.documents.open(document.storageKey);
  });
  return router;
};
