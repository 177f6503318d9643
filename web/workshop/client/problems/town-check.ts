import type Modeler from 'bpmn-js/lib/Modeler.js';
import type { DraftFinding } from '../../drafts/check.js';
import { drawnXml } from '../canvas/diagram.js';
import { post } from '../page/server.js';

/** Everything the municipality demands of the whole draft: forms, letters, offices, workers. @throws Refusal */
export const townCheck = async (
  modeler: Modeler,
  { draftId, path }: { draftId: string; path: string },
): Promise<DraftFinding[]> => {
  if (!modeler.getDefinitions()) return [];
  const answer = await post<{ findings: DraftFinding[] }>(`/workshop/drafts/${draftId}/check`, {
    unsaved: { [path]: await drawnXml(modeler) },
  });
  return answer.findings;
};
