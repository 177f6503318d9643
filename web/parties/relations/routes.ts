import { randomUUID } from 'node:crypto';
import { InputError, NotFoundError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import { Document } from '../../../db/models/document.js';
import { Party } from '../../../db/models/party.js';
import { addRelation, endRelation, type RelationInput } from '../../../db/transactions/party-relations.js';
import { receiveDocument } from '../../../db/transactions/receive-document.js';
import { dateInRome } from '../../../law/calendar.js';
import { powerKinds } from '../../../law/powers.js';
import { auditRead } from '../../access.js';
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
import { acceptedEndings, isShownInline } from '../../uploads/kinds.js';
import type { FoundParty } from '../../search/find/parties.js';
import { caseByNumber, dayTyped, otherParty, typedRelation, type TypedRelation } from './form.js';
import { relationById } from './query.js';

interface Shown {
  party: Party;
  typed: TypedRelation;
  errors?: Record<string, string>;
  choices?: FoundParty[];
}

/** Who may act for whom: noting a relation, ending it, reading its paper. */
export const relationRoutes = (services: Services): PageRouter => {
  const router = createRouter();
  const { db, clock } = services;

  const partyOf = async (ctx: Page): Promise<Party> => {
    demandRole(ctx, 'operator');
    const party = await Party.live(db, uuidParam(ctx, 'partyId', 'Soggetto'));
    if (!party) throw new NotFoundError('Soggetto');
    return party;
  };

  const show = async (ctx: Page, { party, typed, errors = {}, choices = [] }: Shown): Promise<void> => {
    const { t } = ctx.state;
    if (Object.keys(errors).length > 0 || choices.length > 0) ctx.status = 422;
    const wrong = Object.entries(errors).map(([name, error]) => ({
      name,
      error,
      label: t(`parties.relation.${name}`),
    }));
    const attached = typed.documentId ? await Document.query(db).findById(typed.documentId) : undefined;
    const title = t('parties.relations.add');
    render(ctx, 'parties/relations', {
      title,
      section: 'parties',
      crumbs: [
        { label: t('nav.parties'), href: '/parties' },
        { label: party.displayName, href: `/parties/${party.id}` },
        { label: title },
      ],
      party,
      name: party.displayName,
      typed,
      errors,
      wrong,
      choices,
      attached: attached?.filename,
      accept: acceptedEndings.join(','),
      kinds: powerKinds.map((kind) => ({
        value: kind,
        label: t(`parties.relation.kind.${kind}`),
        chosen: kind === typed.kind,
      })),
      procedures: (await services.catalogue.published()).map(({ procedureId, sheet }) => ({
        value: procedureId,
        label: sheet.title,
        chosen: procedureId === typed.procedureId,
      })),
    });
  };

  router.get('/parties/:partyId/relations/new', async (ctx) => {
    const party = await partyOf(ctx);
    const blank = typedRelation(formOf(ctx));
    const validFrom = formatDate(dateInRome(clock.now()));
    await show(ctx, {
      party,
      typed: { ...blank, kind: 'delegate', side: 'represented', validFrom, token: randomUUID() },
    });
  });

  router.post('/parties/:partyId/relations', async (ctx) => {
    const party = await partyOf(ctx);
    const actor = demandRole(ctx, 'operator');
    const form = formOf(ctx);
    const [file] = form.files;
    const typed = typedRelation(form);
    if (file) typed.documentId = await receiveDocument(db, { ...file, actor, at: clock.now() });
    try {
      if (form.fileErrors['document']) throw new InputError({ document: form.fileErrors['document'] });
      const other = await otherParty(db, actor, typed);
      if ('choices' in other) {
        const details = { risultati: other.choices.length };
        await auditRead(services, actor, { act: 'soggetti.cercati', details });
        return await show(ctx, { party, typed, choices: other.choices });
      }
      const agentFirst = typed.side === 'acts' ? [party.id, other.id] : [other.id, party.id];
      const [agentId = '', principalId = ''] = agentFirst;
      await addRelation(services, actor, {
        kind: typed.kind as RelationInput['kind'], // checked by the transaction
        agentId,
        principalId,
        scope: typed.scope,
        procedureId: typed.procedureId || null,
        caseId: await caseByNumber(db, actor, typed.caseNumber),
        validFrom: dayTyped(typed.validFrom),
        validTo: typed.validTo ? dayTyped(typed.validTo) : null,
        documentId: typed.documentId || null,
        submissionToken: typed.token,
      });
      redirectWith(ctx, `/parties/${party.id}`, 'parties.relation.added');
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      const { agentId, principalId, ...fields } = error.fields;
      const other = agentId ?? principalId;
      await show(ctx, { party, typed, errors: { ...fields, ...(other ? { other } : {}) } });
    }
  });

  const showEnd = async (ctx: Page, typed = '', error?: string): Promise<void> => {
    demandRole(ctx, 'operator');
    const relation = await relationById(db, uuidParam(ctx, 'relationId', 'Rapporto'));
    if (!relation) throw new NotFoundError('Rapporto');
    if (error) ctx.status = 422;
    const { t } = ctx.state;
    const title = t('parties.relation.end.title');
    render(ctx, 'parties/relations/end', {
      title,
      section: 'parties',
      crumbs: [
        { label: t('nav.parties'), href: '/parties' },
        { label: relation.principalName, href: `/parties/${relation.principalId}` },
        { label: title },
      ],
      relation,
      typed,
      error,
      wrong: error ? [{ name: 'reason', label: t('parties.relation.reason'), error }] : [],
    });
  };

  router.get('/parties/relations/:relationId/end', (ctx) => showEnd(ctx));

  router.post('/parties/relations/:relationId/end', async (ctx) => {
    const actor = demandRole(ctx, 'operator');
    const relationId = uuidParam(ctx, 'relationId', 'Rapporto');
    const reason = field(formOf(ctx), 'reason');
    try {
      await endRelation(services, actor, { relationId, reason });
      const relation = await relationById(db, relationId);
      redirectWith(ctx, `/parties/${relation?.principalId}`, 'parties.relation.endedNow');
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      await showEnd(ctx, reason, error.fields['reason']);
    }
  });

  router.get('/parties/relations/:relationId/document', async (ctx) => {
    const actor = demandRole(ctx, 'operator');
    const relation = await relationById(db, uuidParam(ctx, 'relationId', 'Rapporto'));
    const document = relation?.documentId
      ? await Document.query(db).findById(relation.documentId)
      : undefined;
    if (!relation || !document) throw new NotFoundError('Documento');
    const details = { documento: document.id, titolo: document.title };
    await auditRead(services, actor, { act: 'documento.letto', partyId: relation.principalId, details });
    ctx.attachment(document.filename, { type: isShownInline(document.mediaType) ? 'inline' : 'attachment' });
    ctx.type = document.mediaType;
    ctx.length = Number(document.size);
    ctx.set('cache-control', 'private, no-store');
    ctx.body = services.documents.open(document.storageKey);
  });
  return router;
};
