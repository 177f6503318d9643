import { InputError, NotFoundError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import { RegisterOutage } from '../../../db/models/register-outage.js';
import {
  closeEmergencyRegister,
  lastGiven,
  openEmergencyRegister,
} from '../../../db/transactions/emergency-register.js';
import { importEmergency, numberWaiting } from '../../../db/transactions/import-emergency.js';
import { field } from '../../form-body.js';
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
import { readMoment } from '../moments.js';
import { blankSheet, readSheet, refuseTaken, sheetName, sheetOf, type ReadSheet } from './csv.js';
import { importedNumbers, missingNumbers, outages } from './query.js';

type Typed = Record<string, string>;

/** The emergency register (DPR 445/2000 art. 63): opened with its cause and authority, closed, brought in afterwards. */
export const emergencyRoutes = (services: Services): PageRouter => {
  const router = createRouter();
  const { db, clock } = services;

  const showList = async (ctx: Page, typed: Typed = {}, errors: Typed = {}): Promise<void> => {
    const { t } = ctx.state;
    const all = await outages(db);
    render(ctx, 'register/emergency/list', {
      title: t('register.emergency.title'),
      section: 'register',
      crumbs: [{ label: t('nav.register'), href: '/register' }, { label: t('register.emergency.title') }],
      outages: all.map((one) => ({
        ...one,
        used: one.lastNumber === null ? null : one.lastNumber - one.firstNumber + 1,
      })),
      open: all.find(({ closedAt }) => !closedAt),
      typed,
      errors,
      wrong: Object.entries(errors).map(([name, error]) => ({ name, error })),
    });
  };

  const showOne = async (
    ctx: Page,
    outage: RegisterOutage,
    {
      typed = {},
      errors = {},
      sheet,
      csv = '',
    }: { typed?: Typed; errors?: Typed; sheet?: ReadSheet; csv?: string } = {},
  ): Promise<void> => {
    const { t } = ctx.state;
    const numbers = await importedNumbers(db, outage.id);
    const imported = numbers.filter(({ isWaiting }) => !isWaiting);
    const known = new Map(numbers.map((one) => [one.emergencyNumber, one]));
    const title = t('register.emergency.page', { number: String(outage.firstNumber) });
    const hours = ((outage.endedAt ?? clock.now()).getTime() - outage.startedAt.getTime()) / 3_600_000;
    render(ctx, 'register/emergency/page', {
      title,
      section: 'register',
      crumbs: [
        { label: t('nav.register'), href: '/register' },
        { label: t('register.emergency.title'), href: '/register/emergency' },
        { label: title },
      ],
      outage,
      isLong: hours > 24,
      none: outage.firstNumber - 1,
      imported,
      waiting: numbers.filter(({ isWaiting }) => isWaiting),
      missing: missingNumbers(outage, numbers)
        .map((number) => `E${number}`)
        .join(', '),
      typed,
      errors,
      wrong: Object.entries(errors).map(([name, error]) => ({ name, error })),
      csv,
      sheet: sheet && {
        problem: sheet.problem,
        lines: sheet.lines.map((line) => ({
          ...line,
          before: line.row ? known.get(line.row.number) : undefined,
        })),
        ready: sheet.lines.filter(({ row }) => row && !known.has(row.number)).length,
        faulty: sheet.lines.filter(({ row }) => !row).length,
      },
    });
  };

  const outageOf = async (ctx: Page): Promise<RegisterOutage> => {
    const id = uuidParam(ctx, 'outageId', 'Registro di emergenza');
    const outage = await RegisterOutage.query(db).findById(id);
    if (!outage) throw new NotFoundError('Registro di emergenza');
    return outage;
  };
  const typedIn = (ctx: Page, ...names: string[]): Typed =>
    Object.fromEntries(names.map((name) => [name, field(formOf(ctx), name)]));

  /** Shows the form again with what is wrong in it; anything else is no business of the form's. */
  const orAgain = async (
    work: () => Promise<void>,
    again: (errors: Typed) => Promise<void>,
  ): Promise<void> => {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      await again(error.fields);
    }
  };

  router.get('/register/emergency', async (ctx) => {
    demandRole(ctx, 'registrar');
    await showList(ctx);
  });

  router.post('/register/emergency', async (ctx) => {
    const actor = demandRole(ctx, 'registrar');
    const typed = typedIn(ctx, 'startedDay', 'startedTime', 'cause', 'authority');
    const { startedDay = '', startedTime = '', cause = '', authority = '' } = typed;
    await orAgain(
      async () => {
        const startedAt = readMoment(startedDay, startedTime);
        const { id } = await openEmergencyRegister(services, actor, { startedAt, cause, authority });
        redirectWith(ctx, `/register/emergency/${id}`, 'register.emergency.opened');
      },
      ({ startedAt, ...errors }) => {
        ctx.status = 422;
        return showList(ctx, typed, startedAt ? { startedDay: startedAt, ...errors } : errors);
      },
    );
  });

  router.get('/register/emergency/:outageId', async (ctx) => {
    demandRole(ctx, 'registrar');
    await showOne(ctx, await outageOf(ctx));
  });

  router.get('/register/emergency/:outageId/sheet.csv', async (ctx) => {
    demandRole(ctx, 'registrar');
    const outage = await outageOf(ctx);
    ctx.attachment(sheetName(outage));
    ctx.type = 'text/csv; charset=utf-8';
    ctx.body = `\uFEFF${blankSheet((await lastGiven(db, outage)) + 1)}`;
  });

  router.post('/register/emergency/:outageId/close', async (ctx) => {
    const actor = demandRole(ctx, 'registrar');
    const outage = await outageOf(ctx);
    const typed = typedIn(ctx, 'endedDay', 'endedTime', 'lastNumber');
    const { endedDay = '', endedTime = '', lastNumber = '' } = typed;
    await orAgain(
      async () => {
        const last = /^E?(\d{1,9})$/i.exec(lastNumber)?.[1];
        await closeEmergencyRegister(services, actor, outage.id, {
          endedAt: readMoment(endedDay, endedTime),
          lastNumber: last ? Number(last) : null,
        });
        redirectWith(ctx, `/register/emergency/${outage.id}`, 'register.emergency.closed');
      },
      ({ endedAt, ...errors }) => {
        ctx.status = 422;
        return showOne(ctx, outage, { typed, errors: endedAt ? { endedDay: endedAt, ...errors } : errors });
      },
    );
  });

  router.post('/register/emergency/:outageId/number', async (ctx) => {
    const actor = demandRole(ctx, 'registrar');
    const { id } = await outageOf(ctx);
    const count = await numberWaiting(services, actor, id);
    redirectWith(ctx, `/register/emergency/${id}`, 'register.emergency.numbered', { count });
  });

  router.post('/register/emergency/:outageId/import', async (ctx) => {
    const actor = demandRole(ctx, 'registrar');
    const outage = await outageOf(ctx);
    const csv = field(formOf(ctx), 'csv');
    const known = new Map((await importedNumbers(db, outage.id)).map((one) => [one.emergencyNumber, one]));
    const sheet = refuseTaken(readSheet(csv, outage, ctx.state.t), known, ctx.state.t);
    if (field(formOf(ctx), 'action') !== 'import') return showOne(ctx, outage, { sheet, csv });
    const rows = sheet.lines.flatMap(({ row }) => (row ? [row] : []));
    const imported = await importEmergency(services, actor, outage.id, rows);
    const faulty = sheet.lines.filter(({ row }) => !row);
    const count = imported.filter(({ before }) => !before).length;
    ctx.state.session.flash = { key: 'register.import.done', params: { count } };
    if (faulty.length === 0)
      return redirectWith(ctx, `/register/emergency/${outage.id}`, 'register.import.done', { count });
    await showOne(ctx, outage, { sheet: { ...sheet, lines: faulty }, csv: sheetOf(faulty) });
  });
  return router;
};
