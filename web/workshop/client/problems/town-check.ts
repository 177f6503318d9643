import type Modeler from 'bpmn-js/lib/Modeler.js';
import type { Finding } from '../../../../processes/catalogue/lint/finding.js';
import { drawnXml } from '../canvas/diagram.js';
import { post } from '../page/server.js';

/** Everything the municipality demands: forms, letters, offices, workers. Only the server has them. @throws Refusal */
export const townCheck = async (
  modeler: Modeler,
  { procedureId, versionId }: { procedureId: string; versionId: string },
): Promise<Finding[]> => {
  const xml = await drawnXml(modeler);
  const answer = await post<{ findings: Finding[] }>(`/workshop/${procedureId}/check`, {
    xml,
    baseVersionId: versionId,
  });
  return answer.findings;
};
