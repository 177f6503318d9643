import type { Services } from '../../core/services.js';

/** Titles of the published procedures by their id, for people at the desk. */
export const titlesOf = async ({ catalogue }: Services): Promise<Map<string, string>> => {
  const published = await catalogue.published();
  return new Map(published.map(({ procedureId, sheet }) => [procedureId, sheet.title]));
};
