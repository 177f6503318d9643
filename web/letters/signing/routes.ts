import { BusinessError, InputError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import { acceptSignature } from '../../../db/transactions/letter-signing/accept.js';
import { signByService, signingPerson } from '../../../db/transactions/letter-signing/by-service.js';
import { prepareCopy } from '../../../db/transactions/letter-signing/prepare.js';
import { signingOf } from '../../../papers/signing/configured.js';
import type { SigningPort } from '../../../papers/signing/port.js';
import { field } from '../../form-body.js';
import {
  createRouter,
  demandRole,
  formOf,
  redirectWith,
  uuidParam,
  type Page,
  type PageRouter,
} from '../../page.js';
import { demandLetter } from '../access.js';
import { showLetter, type LetterRemarks } from '../page/show.js';

/** Signing a letter: who may decide signs, and nobody else (domain document, C; D.Lgs. 267/2000 artt. 107, 109). */
export const letterSigningRoutes = (services: Services): PageRouter => {
  const router = createRouter();
  const wanted = async (ctx: Page) => {
    const actor = demandRole(ctx, 'responsible');
    return { actor, ...(await demandLetter(services, actor, uuidParam(ctx, 'letterId', 'Lettera'))) };
  };
  const serviceOf = (): SigningPort => {
    const port = signingOf(services);
    if (port) return port;
    throw new BusinessError('signing.none', {
      message: 'Non c’è un servizio di firma.',
      remedy: 'Prepara la copia, firmala con il tuo dispositivo e caricala.',
    });
  };
  const again = (
    ctx: Page,
    { actor, letter, file }: Awaited<ReturnType<typeof wanted>>,
    errors: LetterRemarks['errors'],
  ): Promise<void> =>
    showLetter(services, ctx, {
      actor,
      letter,
      file,
      remarks: { status: 422, ...(errors ? { errors } : {}) },
    });
  const bySentence = async (
    work: () => Promise<void>,
    show: (sentence: string) => Promise<void>,
  ): Promise<void> => {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof BusinessError) || !error.code.startsWith('signing.')) throw error;
      await show(`${error.message} ${error.remedy}`);
    }
  };

  router.post('/letters/:letterId/copy', async (ctx) => {
    const { actor, letter } = await wanted(ctx);
    await prepareCopy(services, actor, letter.id);
    redirectWith(ctx, `/letters/${letter.id}`, 'letters.copy.made');
  });

  router.post('/letters/:letterId/signed', async (ctx) => {
    const { actor, letter, file } = await wanted(ctx);
    const form = formOf(ctx);
    const [sent] = form.files;
    const problem = form.fileErrors['file'] ?? (sent ? undefined : ctx.state.t('letters.upload.choose'));
    if (!sent || problem) return again(ctx, { actor, letter, file }, { file: problem ?? '' });
    try {
      await acceptSignature(services, actor, { letterId: letter.id, file: sent, method: 'upload' });
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      return again(ctx, { actor, letter, file }, { file: error.fields['file'] ?? error.message });
    }
    redirectWith(ctx, `/letters/${letter.id}`, 'letters.signed.done');
  });

  router.post('/letters/:letterId/sign', async (ctx) => {
    const { actor, letter, file } = await wanted(ctx);
    const form = formOf(ctx);
    const secrets = { pin: field(form, 'pin'), otp: field(form, 'otp') };
    await bySentence(
      async () => {
        await signByService(services, actor, { letterId: letter.id, port: serviceOf(), secrets });
        redirectWith(ctx, `/letters/${letter.id}`, 'letters.signed.done');
      },
      (service) => again(ctx, { actor, letter, file }, { service }),
    );
  });

  router.post('/letters/:letterId/otp', async (ctx) => {
    const { actor, letter, file } = await wanted(ctx);
    await bySentence(
      async () => {
        const credential = await serviceOf().credentialOf(await signingPerson(services, actor));
        await credential.sendOtp?.();
        redirectWith(
          ctx,
          `/letters/${letter.id}`,
          credential.sendOtp ? 'letters.otp.sent' : 'letters.otp.own',
        );
      },
      (service) => again(ctx, { actor, letter, file }, { service }),
    );
  });
  return router;
};
