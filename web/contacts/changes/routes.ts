import type { Actor } from '../../../core/actor.js';
import { InputError, NotFoundError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import { asCapacity, asChannel, asOutcome } from '../../../db/transactions/contact-words.js';
import {
  addContactItem,
  closeContact,
  identifyContact,
  startContact,
  switchContact,
  takeContact,
} from '../../../db/transactions/contacts.js';
import { demandCase } from '../../access.js';
import { field } from '../../form-body.js';
import {
  createRouter,
  demandRole,
  formOf,
  isUuid,
  localUrl,
  redirectWith,
  renderPart,
  uuidParam,
  wantsPart,
  type Page,
  type PageRouter,
} from '../../page.js';
import { contactBarOf } from '../bar/model.js';
import { caseIdOf } from '../case-number.js';
import { demandContact } from '../page/query.js';
import { showContact } from '../page/show.js';

const contactId = (ctx: Page): string => uuidParam(ctx, 'contactId', 'Contatto');
const tokenOf = (ctx: Page): { submissionToken?: string } => {
  const token = field(formOf(ctx), 'token');
  return token ? { submissionToken: token } : {};
};

/** Every change of a contact: from the bar, which alone is drawn anew, or from a page, to which it goes back. */
export const changeRoutes = (services: Services): PageRouter => {
  const router = createRouter();

  const answer = async (
    ctx: Page,
    { to, message }: { to?: string; message?: string } = {},
  ): Promise<void> => {
    const back = localUrl(field(formOf(ctx), 'back'), '/desk');
    if (!wantsPart(ctx)) return redirectWith(ctx, to ?? back, message);
    ctx.state.contactBar = await contactBarOf(ctx);
    ctx.set('hx-trigger', 'contact-changed');
    renderPart(ctx, 'contacts/bar', { focusBar: true, done: message && ctx.state.t(message) });
  };

  /** What was wrong in a form of the contact's page is shown there, beside its field; the bar shows it above the page. */
  const orWhatIsWrong = async (ctx: Page, work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof InputError) || wantsPart(ctx)) throw error;
      await showContact(services, ctx, error.fields);
    }
  };

  /** A case that the operator may know. */
  const caseOf = async (actor: Actor, id: string): Promise<string | null> => {
    if (!id) return null;
    if (!isUuid(id)) throw new NotFoundError('Pratica');
    return (await demandCase(services, actor, id)).id;
  };

  router.get('/contacts/bar', async (ctx) => {
    demandRole(ctx, 'operator');
    ctx.state.contactBar = await contactBarOf(ctx);
    renderPart(ctx, 'contacts/bar', {});
  });

  router.post('/contacts', async (ctx) => {
    const actor = demandRole(ctx, 'operator');
    const form = formOf(ctx);
    const channel = asChannel(field(form, 'channel'));
    if (!channel) throw new InputError({ channel: 'Scegli come la persona si è rivolta al Comune.' });
    const party = field(form, 'party');
    const started = await startContact(services, actor, {
      channel,
      partyId: isUuid(party) ? party : null,
      caseId: await caseOf(actor, field(form, 'case')),
      ...tokenOf(ctx),
    });
    await answer(ctx, { ...(party ? { to: `/contacts/${started.contactId}` } : {}) });
  });

  router.post('/contacts/:contactId/switch', async (ctx) => {
    await switchContact(services, demandRole(ctx, 'operator'), contactId(ctx));
    await answer(ctx);
  });

  router.post('/contacts/:contactId/take', async (ctx) => {
    const actor = demandRole(ctx, 'operator');
    const contact = await demandContact(services, actor, contactId(ctx));
    await takeContact(services, actor, contact.id);
    await answer(ctx, { message: 'contacts.taken' });
  });

  router.post('/contacts/:contactId/person', async (ctx) => {
    const actor = demandRole(ctx, 'operator');
    const form = formOf(ctx);
    const partyId = field(form, 'party');
    if (!isUuid(partyId)) throw new InputError({ party: 'Scegli la persona dall’elenco.' });
    await identifyContact(services, actor, {
      contactId: contactId(ctx),
      partyId,
      capacity: asCapacity(field(form, 'capacity')) ?? 'self',
    });
    await answer(ctx);
  });

  router.post('/contacts/:contactId/items', async (ctx) => {
    const actor = demandRole(ctx, 'operator');
    const form = formOf(ctx);
    const procedure = await services.catalogue.latest(field(form, 'procedure'));
    if (field(form, 'action') === 'office') {
      const typed = {
        contact: contactId(ctx),
        text: field(form, 'text'),
        procedure: procedure?.procedureId ?? '',
      };
      return redirectWith(ctx, `/questions/new?${new URLSearchParams(typed).toString()}`);
    }
    await orWhatIsWrong(ctx, async () => {
      await addContactItem(services, actor, {
        contactId: contactId(ctx),
        text: field(form, 'text').slice(0, 2000),
        answer: field(form, 'answer').slice(0, 4000),
        caseId: await caseOf(actor, field(form, 'case')),
        procedureId: procedure?.procedureId ?? null,
        ...tokenOf(ctx),
      });
      await answer(ctx);
    });
  });

  router.post('/contacts/:contactId/close', async (ctx) => {
    const actor = demandRole(ctx, 'operator');
    const form = formOf(ctx);
    await orWhatIsWrong(ctx, async () => {
      const outcome = asOutcome(field(form, 'outcome'));
      if (!outcome) throw new InputError({ outcome: 'Scegli come si è concluso il contatto.' });
      const number = field(form, 'caseNumber');
      const channel = asChannel(field(form, 'channel'));
      await closeContact(services, actor, {
        contactId: contactId(ctx),
        outcome,
        note: field(form, 'note').slice(0, 4000),
        caseId: number ? await caseIdOf(services, actor, number) : null,
        ...(channel ? { channel } : {}),
        ...tokenOf(ctx),
      });
      await answer(ctx, { message: 'contacts.closed' });
    });
  });
  return router;
};
