import type { ProcedureDraft } from '../../../db/transactions/workshop/draft.js';
import type { Locale } from '../../i18n.js';
import { actorOf, type Page } from '../../page.js';
import { draftFileTexts, type DraftFileTexts } from './texts.js';

/** What an editor's page tells its script about the file it edits. */
export interface DraftFileSettings {
  draftId: string;
  /** The file's path in the draft. */
  path: string;
  accountId: string;
  locale: Locale;
  fileTexts: DraftFileTexts;
}

/** @param path the file that the page edits, as `forms/domanda.form` */
export const draftFileSettings = (ctx: Page, draft: ProcedureDraft, path: string): DraftFileSettings => ({
  draftId: draft.id,
  path,
  accountId: actorOf(ctx).id,
  locale: ctx.state.locale,
  fileTexts: draftFileTexts(ctx.state.t),
});
