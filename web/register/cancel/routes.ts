import { InputError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import type { Registration } from '../../../db/models/registration.js';
import { cancelRegistration, type Cancellation } from '../../../db/transactions/cancel-registration.js';
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
import { demandRegistration } from '../access.js';

const questions = ['reason', 'authority', 'act'] as const;

/** Cancelling a registration: why, who ordered it, by which act. */
export const cancelRoutes = (services: Services): PageRouter => {
  const router = createRouter();

  const show = (
    ctx: Page,
    registration: Registration,
    typed: Partial<Cancellation> = {},
    errors: Record<string, string> = {},
  ): void => {
    const { t } = ctx.state;
    const number = registration.protocol;
    render(ctx, 'register/cancel', {
      title: t('register.cancel.title', { number }),
      section: 'register',
      crumbs: [
        { label: t('nav.register'), href: '/register' },
        { label: number, href: `/register/${registration.id}` },
        { label: t('register.cancel.open') },
      ],
      registration,
      names: registration.correspondents.map(({ name }) => name).join(', '),
      questions: questions.map((name) => ({ name, value: typed[name] ?? '', error: errors[name] })),
      wrong: questions.filter((name) => errors[name]).map((name) => ({ name, error: errors[name] })),
    });
  };

  router.get('/register/:registrationId/cancel', async (ctx) => {
    demandRole(ctx, 'registrar');
    const registration = await demandRegistration(services, ctx);
    if (registration.cancelledAt) redirectWith(ctx, `/register/${registration.id}`);
    else show(ctx, registration);
  });

  router.post('/register/:registrationId/cancel', async (ctx) => {
    const actor = demandRole(ctx, 'registrar');
    const registration = await demandRegistration(services, ctx);
    const form = formOf(ctx);
    const typed = {
      reason: field(form, 'reason'),
      authority: field(form, 'authority'),
      act: field(form, 'act'),
    };
    try {
      await cancelRegistration(services, actor, registration.id, typed);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      ctx.status = 422;
      return show(ctx, registration, typed, error.fields);
    }
    redirectWith(ctx, `/register/${registration.id}`, 'register.cancel.done', {
      number: registration.protocol,
    });
  });
  return router;
};
