import type { Services } from '../../../core/services.js';
import type { Party } from '../../../db/models/party.js';
import { importApplication } from '../../../db/transactions/import-application.js';
import type { ProcedureVersion } from '../../../processes/catalogue/catalogue.js';
import { auditRead } from '../../access.js';
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
import { demandStudio, studioCrumbs } from '../demand.js';
import { checkRows, type CheckedRow } from './check-rows.js';
import { columnsOf } from './columns.js';
import { readTable } from './read-table.js';

/** A list of applications for different principals: looked at row by row first, opened only when it is confirmed. */
export const importRoutes = (services: Services): PageRouter => {
  const router = createRouter();
  const { catalogue } = services;

  const frame = (ctx: Page, studio: Party) => {
    const title = ctx.state.t('professionals.import.title');
    return {
      title,
      section: 'professionals',
      crumbs: studioCrumbs(ctx, studio, title),
      studio: { id: studio.id, name: studio.displayName },
    };
  };

  const versionOf = async (wanted: string): Promise<ProcedureVersion | undefined> =>
    (await catalogue.latest(wanted)) ?? (await catalogue.published())[0];

  const showForm = async (
    ctx: Page,
    studio: Party,
    version: ProcedureVersion | undefined,
    { text = '', error }: { text?: string; error?: string } = {},
  ): Promise<void> => {
    if (error) ctx.status = 422;
    render(ctx, 'professionals/import', {
      ...frame(ctx, studio),
      text,
      error,
      wrong: error ? [{ name: 'list', label: ctx.state.t('professionals.import.list'), error }] : [],
      columns: version ? columnsOf(version) : [],
      procedure: version?.procedureId,
      procedures: (await catalogue.published()).map(({ procedureId, sheet }) => ({
        value: procedureId,
        label: sheet.title,
        chosen: procedureId === version?.procedureId,
      })),
    });
  };

  router.get('/professionals/:partyId/import', async (ctx) => {
    const studio = await demandStudio(services, ctx);
    await showForm(ctx, studio, await versionOf(String(ctx.query['procedure'] ?? '')));
  });

  /** A line to copy into a sheet: the columns of the procedure. */
  router.get('/professionals/:partyId/import/model', async (ctx) => {
    const studio = await demandStudio(services, ctx);
    const version = await versionOf(String(ctx.query['procedure'] ?? ''));
    ctx.attachment(`elenco-${version?.procedureId ?? studio.id}.csv`);
    ctx.type = 'text/csv; charset=utf-8';
    ctx.body = `\uFEFF${
      version
        ? columnsOf(version)
            .map(({ name }) => name)
            .join(';')
        : ''
    }\r\n`;
  });

  const openAll = async (ctx: Page, studio: Party, rows: CheckedRow[]): Promise<void> => {
    const actor = demandRole(ctx, 'operator');
    for (const { application } of rows) await importApplication(services, actor, application);
    redirectWith(ctx, `/professionals/${studio.id}/receipt`, 'professionals.import.done', {
      count: rows.length,
    });
  };

  router.post('/professionals/:partyId/import', async (ctx) => {
    const actor = demandRole(ctx, 'operator');
    const studio = await demandStudio(services, ctx);
    const form = formOf(ctx);
    const text = form.fields.get('list') ?? '';
    const version = await versionOf(field(form, 'procedure'));
    if (!version) return showForm(ctx, studio, version, { text });
    const table = readTable(text, columnsOf(version));
    if ('problem' in table) {
      const error = ctx.state.t(table.problem, table.params);
      return showForm(ctx, studio, version, { text, error });
    }
    const rows = await checkRows(services, { studioId: studio.id, version, text, rows: table.rows });
    const wrong = rows.filter(({ errors }) => errors.length > 0).length;
    if (field(form, 'action') === 'confirm' && wrong === 0) return openAll(ctx, studio, rows);
    await auditRead(services, actor, {
      act: 'elenco.controllato',
      partyId: studio.id,
      details: { righe: rows.length },
    });
    if (wrong > 0) ctx.status = 422;
    render(ctx, 'professionals/import/preview', {
      ...frame(ctx, studio),
      procedure: version.procedureId,
      procedureTitle: version.sheet.title,
      text,
      rows,
      unknown: table.unknown.join(', '),
      wrong,
      fresh: rows.filter(({ isNew }) => isNew).length,
    });
  });
  return router;
};
