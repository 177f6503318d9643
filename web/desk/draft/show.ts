import { NotFoundError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import { Party } from '../../../db/models/party.js';
import { powers, type PartyPower } from '../../../db/party-powers.js';
import type { CaseDraft } from '../../../db/transactions/case-drafts.js';
import { dateInRome } from '../../../law/calendar.js';
import type { ProcedureVersion } from '../../../processes/catalogue/catalogue.js';
import { render, type Page } from '../../page.js';
import { acceptedEndings } from '../../uploads/kinds.js';
import { fileFieldsOf, labelOf, showApplication } from './application-form.js';
import { attachedFiles } from './query.js';

/** What must be said on the form when it is shown again. */
export interface Remarks {
  /** Sentence beside each wrong field; `_delegate` and `allegati` are the page's own. */
  errors?: Record<string, string>;
  /** The delegate's code as it was typed. */
  delegate?: string;
  superseded?: boolean;
  /** The form was sent before: from now on errors show while it is corrected. */
  checked?: boolean;
  status?: number;
}

/** The published version of a draft's procedure. @throws NotFoundError when it is no longer published */
export const procedureOf = async ({ catalogue }: Services, draft: CaseDraft): Promise<ProcedureVersion> => {
  const version = await catalogue.latest(draft.procedureId);
  if (!version) throw new NotFoundError('Procedimento');
  return version;
};

const wrongFields = (ctx: Page, version: ProcedureVersion, errors: Record<string, string>) => {
  const labels: Record<string, string> = {
    _delegate: ctx.state.t('desk.draft.delegate.code'),
    allegati: ctx.state.t('desk.draft.attach'),
  };
  return Object.entries(errors).map(([name, error]) => ({
    name,
    label: labels[name] ?? labelOf(version, name),
    error,
  }));
};

/** Those who may present this request for the applicant today, each once; the first power that covers it is named. */
const agentsFor = async ({ db, clock }: Services, draft: CaseDraft): Promise<PartyPower[]> => {
  const known = await powers(db, dateInRome(clock.now()), { principalId: draft.applicantId });
  const holding = known.filter(
    ({ state, procedureId, caseId }) =>
      state === 'holds' && !caseId && (!procedureId || procedureId === draft.procedureId),
  );
  return [...new Map([...holding].reverse().map((power) => [power.agentId, power])).values()].reverse();
};

/** Shows the form of a draft with everything typed and attached so far. */
export const showDraft = async (
  services: Services,
  ctx: Page,
  draft: CaseDraft,
  remarks: Remarks = {},
): Promise<void> => {
  const { db, config } = services;
  const { errors = {}, status, superseded = false, checked = false } = remarks;
  const [version, applicant, delegate, attached, agents] = await Promise.all([
    procedureOf(services, draft),
    Party.query(db).findById(draft.applicantId),
    draft.delegateId ? Party.query(db).findById(draft.delegateId) : undefined,
    attachedFiles(db, draft),
    agentsFor(services, draft),
  ]);
  const offered = agents.some(({ agentId }) => agentId === draft.delegateId);
  const inForm = fileFieldsOf(version);
  if (status) ctx.status = status;
  render(ctx, 'desk/draft', {
    title: ctx.state.t('desk.draft.title', { procedure: version.sheet.title }),
    section: 'desk',
    crumbs: [
      { label: ctx.state.t('nav.desk'), href: '/desk' },
      { label: ctx.state.t('desk.open.title'), href: '/desk/open' },
      { label: version.sheet.title },
    ],
    action: `/desk/drafts/${draft.id}`,
    version: version.id,
    sheet: version.sheet,
    fields: new ctx.state.views.environment.SafeString(
      showApplication(ctx, version, { draft, errors, attached }),
    ),
    applicant: applicant && { id: applicant.id, name: applicant.displayName, taxCode: applicant.taxCode },
    agents: agents.map((agent) => ({ ...agent, chosen: agent.agentId === draft.delegateId })),
    nobody: !offered,
    delegate: remarks.delegate || (offered ? '' : (delegate?.taxCode ?? '')),
    delegateError: errors['_delegate'],
    attachError: errors['allegati'],
    attached: attached.filter(({ field }) => !inForm.includes(field)),
    accept: acceptedEndings.join(','),
    kinds: acceptedEndings.join(' '),
    limit: config.SPORTELLO_UPLOAD_LIMIT_MB,
    wrong: wrongFields(ctx, version, errors),
    superseded,
    checked,
  });
};
