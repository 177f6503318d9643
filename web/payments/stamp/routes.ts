import { InputError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import { noteStamp, type StampedPaper } from '../../../db/transactions/payments/note-stamp.js';
import { dateInRome } from '../../../law/calendar.js';
import { demandCase } from '../../access.js';
import { field } from '../../form-body.js';
import {
  demandRole,
  formOf,
  redirectWith,
  render,
  uuidParam,
  type Page,
  type PageRouter,
} from '../../page.js';

const paperOf = (value: unknown): StampedPaper => (value === 'act' ? 'act' : 'application');

/** `24/11/2026` as a date; what can't be one stays as typed, and is refused. */
const isoDate = (text: string): string => {
  const match = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
  if (!match) return text;
  const [, day = '', month = '', year = ''] = match;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const parsed = new Date(`${date}T00:00:00Z`);
  return Number.isNaN(parsed.getTime()) || parsed.toISOString().slice(0, 10) !== date ? text : date;
};

/** Noting a revenue stamp of a case, with the declaration that it is used for this alone. */
export const stampRoutes = (router: PageRouter, services: Services): void => {
  router.get('/cases/:caseId/stamps/new', async (ctx) => {
    const actor = demandRole(ctx, 'operator');
    const file = await demandCase(services, actor, uuidParam(ctx, 'caseId', 'Pratica'));
    show(ctx, { file, typed: { paper: paperOf(ctx.query['paper']) } });
  });

  router.post('/cases/:caseId/stamps', async (ctx) => {
    const actor = demandRole(ctx, 'operator');
    const file = await demandCase(services, actor, uuidParam(ctx, 'caseId', 'Pratica'));
    const form = formOf(ctx);
    const typed = {
      paper: paperOf(field(form, 'paper')),
      serial: field(form, 'serial'),
      stampedOn: field(form, 'stampedOn'),
      declared: field(form, 'declared'),
    };
    try {
      await noteStamp(services, actor, {
        caseId: file.id,
        paper: typed.paper,
        serial: typed.serial,
        stampedOn: isoDate(typed.stampedOn),
        isDeclared: typed.declared === 'yes',
        today: dateInRome(services.clock.now()),
      });
      redirectWith(ctx, `/cases/${file.id}`, 'payments.stamp.done');
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      ctx.status = 422;
      show(ctx, { file, typed, errors: error.fields });
    }
  });
};

interface Showing {
  file: { id: string; number: string };
  typed: Record<string, string>;
  errors?: Record<string, string>;
}

const show = (ctx: Page, { file, typed, errors = {} }: Showing): void => {
  const { t } = ctx.state;
  render(ctx, 'payments/stamp', {
    title: t('payments.stamp.title'),
    section: 'cases',
    crumbs: [
      { label: t('nav.cases'), href: '/cases' },
      { label: file.number, href: `/cases/${file.id}` },
      { label: t('payments.stamp.title') },
    ],
    file,
    typed,
    errors,
    papers: (['application', 'act'] as const).map((value) => ({ value, selected: typed['paper'] === value })),
    wrong: Object.entries(errors).map(([name, error]) => ({
      name,
      error,
      label: t(`payments.field.${name}`),
    })),
  });
};
