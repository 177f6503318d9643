import type { Answer, HttpSession } from '../helpers/http-session.js';

/** Opens the page of something to do with a case, and sends it. */
export const act = async (
  who: HttpSession,
  caseId: string,
  name: string,
  fields: Record<string, string>,
): Promise<Answer> =>
  who.submit(
    await who.get(`/cases/${caseId}/work/${name}`),
    fields,
    new RegExp(`/work/${name.split('?')[0]}`),
  );

/** Presses a button of the case's page. */
export const press = async (who: HttpSession, caseId: string, name: RegExp): Promise<Answer> =>
  who.submit(await who.get(`/cases/${caseId}`), {}, name);
