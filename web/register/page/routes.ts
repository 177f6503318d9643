import { may } from '../../../core/actor.js';
import type { Services } from '../../../core/services.js';
import type { Registration } from '../../../db/models/registration.js';
import { verifyRegistration, type VerifiedFile } from '../../../db/transactions/verify-registration.js';
import { classLabel, readTitolario } from '../../../processes/catalogue/titolario.js';
import { auditRead } from '../../access.js';
import { createRouter, render, type Page, type PageRouter } from '../../page.js';
import { isShownInline } from '../../uploads/kinds.js';
import { demandRegister, demandRegistration } from '../access.js';
import { placeOf, registeredFiles, relatedRegistrations } from './query.js';

/** One registration, whole, and whether its files still are what was registered. */
export const registrationPageRoutes = (services: Services): PageRouter => {
  const router = createRouter();

  const show = async (ctx: Page, registration: Registration, verified?: VerifiedFile[]): Promise<void> => {
    const { t } = ctx.state;
    const { db } = services;
    const actor = demandRegister(ctx);
    const [files, related, place, titolario] = await Promise.all([
      registeredFiles(db, registration),
      relatedRegistrations(db, registration),
      placeOf(db, registration.id),
      readTitolario(),
    ]);
    const number = registration.protocol;
    const [main] = files;
    const outcomes = new Map(verified?.map((one) => [one.documentId, one]));
    render(ctx, 'register/page', {
      title: t('register.page.title', { number }),
      section: 'register',
      crumbs: [{ label: t('nav.register'), href: '/register' }, { label: number }],
      registration,
      number,
      files: files.map((file) => ({ ...file, check: outcomes.get(file.id) })),
      verified: verified && {
        sound: verified.every(({ outcome }) => outcome === 'matches'),
        at: services.clock.now(),
      },
      preview:
        main && isShownInline(main.mediaType)
          ? { ...main, isPdf: main.mediaType === 'application/pdf' }
          : null,
      related,
      place,
      seesCase: may(actor, 'operator'),
      className: classLabel(titolario, main?.classification ?? null),
      isOlderThanRegistered: registration.presentedAt.getTime() !== registration.registeredAt.getTime(),
    });
  };

  router.get('/register/:registrationId', async (ctx) => {
    const registration = await demandRegistration(services, ctx);
    await auditRead(services, demandRegister(ctx), {
      act: 'registrazione.letta',
      caseId: registration.caseId,
      details: { protocollo: registration.protocol },
    });
    await show(ctx, registration);
  });

  router.post('/register/:registrationId/verify', async (ctx) => {
    const registration = await demandRegistration(services, ctx);
    await show(ctx, registration, await verifyRegistration(services, demandRegister(ctx), registration));
  });
  return router;
};
