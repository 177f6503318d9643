import { ConflictError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import { saveDraftFile } from '../../../db/transactions/workshop/draft-files.js';
import { actorOf, formOf, type Page } from '../../page.js';

/** @returns why it is not saved, when somebody was faster; null when it is */
export const saveTyped = async (
  services: Services,
  ctx: Page,
  { draftId, path, content }: { draftId: string; path: string; content: string },
): Promise<{ message: string; remedy: string } | null> => {
  const revision = Number(formOf(ctx).fields.get('revision')) || 0;
  try {
    await saveDraftFile(services, actorOf(ctx), { draftId, path, content, revision });
    return null;
  } catch (error) {
    if (!(error instanceof ConflictError) || error.code !== 'draft.overtaken') throw error;
    const { t } = ctx.state;
    return { message: error.message, remedy: t('workshop.editor.insist') };
  }
};
