import { expect, test } from 'vitest';
import type { ActivatedJob } from '../../../engine/gateway/zeebe-client.js';
import type { Catalogue, ProcedureVersion } from '../../../processes/catalogue/catalogue.js';
import { readDiagram } from '../../../processes/catalogue/diagram-model.js';
import { handedVariables } from '../../../workers/handed.js';
import { diagramOf, rightProcess } from '../processes/small-procedure.js';

const job = (elementId: string, processKey = '7'): ActivatedJob => ({
  key: '1',
  type: 'lettera.componi',
  instanceKey: '2',
  processKey,
  elementId,
  retries: 3,
  headers: {},
  variables: { caseId: 'uno', lettera: 'L4', oggetto: 'di un altro passo' },
});

test('a step is handed what its diagram maps; a case variable that only has the name of an input is not meant for it', async () => {
  const model = await readDiagram(diagramOf(rightProcess));
  const asked: string[] = [];
  const byProcessDefinitionKey: Catalogue['byProcessDefinitionKey'] = (key) => {
    asked.push(key);
    return Promise.resolve(key === '7' ? ({ model } as ProcedureVersion) : undefined);
  };
  const handed = handedVariables({ byProcessDefinitionKey });
  expect(await handed(job('Write'))).toEqual({ lettera: 'L4' });
  expect(await handed(job('Write'))).toEqual({ lettera: 'L4' });
  expect(asked).toEqual(['7']);
  expect(await handed(job('Write', '8'))).toEqual(job('Write').variables);
});
