import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { createLog } from '../../core/log.js';
import { startStream, type StreamServer } from '../../engine/stream/server.js';
import { dueAt } from '../../law/calendar.js';

/** A record as the broker's exporter would write it; keys and positions as text, because they exceed 2^53. */
export interface WrittenRecord {
  valueType: string;
  intent: string;
  key: string;
  position: string;
  partition?: number;
  value: Record<string, unknown>;
}

const at = Date.parse('2026-03-02T09:00:00Z');

/** Numbers of 64 bits go over the wire as numbers. */
const asJson = ({ valueType, intent, key, position, partition = 1, value }: WrittenRecord): string =>
  JSON.stringify({
    partitionId: partition,
    valueType,
    intent,
    key: `#${key}`,
    position: `#${position}`,
    timestamp: at,
    value,
  }).replace(/"#(-?\d+)"/g, '$1');

/** The exporter's side of the wire. */
export interface Exporter {
  stream: StreamServer;
  epoch: string;
  /** Posts a delivery to one lane. @returns the HTTP status */
  delivers(lane: 'now' | 'history', ...records: (WrittenRecord | string)[]): Promise<number>;
  call(path: string, init?: RequestInit): Promise<Response>;
}

/** The stream's real server on a data bank, and an exporter that posts to it. */
export const exporterOn = async (db: Knex): Promise<Exporter> => {
  const epoch = randomUUID();
  await db('engine_epoch').insert({ epoch, started_at: new Date(at), current: true });
  const stream = await startStream({
    db,
    log: createLog('silent', 'tests'),
    epoch,
    host: '127.0.0.1',
    port: 0,
    user: 'sportello',
    password: 'chiave',
    dependencies: { dueAt },
  });
  const authorization = `Basic ${Buffer.from('sportello:chiave').toString('base64')}`;
  const call = (path: string, init: RequestInit = {}) =>
    fetch(stream.url + path, { ...init, headers: { authorization, ...init.headers } });
  return {
    stream,
    epoch,
    call,
    async delivers(lane, ...records) {
      const lines = records.flatMap((record) => [
        JSON.stringify({ index: { _index: `${lane}_record` } }),
        typeof record === 'string' ? record : asJson(record),
      ]);
      const response = await call('/_bulk', { method: 'POST', body: `${lines.join('\n')}\n` });
      return response.status;
    },
  };
};

/** Beyond 2^53, as keys are from the fourth partition on: JSON.parse would change their last digits. */
export const bigKey = (last: number): string => String(9_007_199_254_741_001n + BigInt(last));

const instanceKey = bigKey(0);

/** A task or an automated step of the test's instance. */
export const job = (
  intent: string,
  position: number,
  { key = bigKey(100), type = 'io.camunda.zeebe:userTask', value = {} as Record<string, unknown> } = {},
): WrittenRecord => ({
  valueType: 'JOB',
  intent,
  key,
  position: String(position),
  value: {
    type,
    processInstanceKey: `#${instanceKey}`,
    processDefinitionKey: '#2251799813685249',
    bpmnProcessId: 'prova',
    elementId: 'Task_Prova',
    elementInstanceKey: `#${bigKey(50)}`,
    retries: 3,
    errorMessage: '',
    customHeaders: {
      'io.camunda.zeebe:formKey': 'modulo',
      'io.camunda.zeebe:candidateGroups': '["ambiente"]',
      scadenza: '5 giorni',
    },
    ...value,
  },
});

/** An element of the test's instance, or the instance itself. */
export const element = (
  intent: string,
  position: number,
  type = 'PROCESS',
  key = instanceKey,
): WrittenRecord => ({
  valueType: 'PROCESS_INSTANCE',
  intent,
  key,
  position: String(position),
  value: {
    bpmnElementType: type,
    bpmnProcessId: 'prova',
    elementId: type === 'PROCESS' ? 'prova' : 'Task_Prova',
    processInstanceKey: `#${instanceKey}`,
    processDefinitionKey: '#2251799813685249',
    flowScopeKey: type === 'PROCESS' ? '#-1' : `#${instanceKey}`,
    parentProcessInstanceKey: '#-1',
    version: 1,
  },
});

export const incident = (intent: string, position: number): WrittenRecord => ({
  valueType: 'INCIDENT',
  intent,
  key: bigKey(200),
  position: String(position),
  value: {
    processInstanceKey: `#${instanceKey}`,
    elementId: 'Task_Prova',
    elementInstanceKey: `#${bigKey(50)}`,
    jobKey: `#${bigKey(100)}`,
    errorType: 'JOB_NO_RETRIES',
    errorMessage: 'ANPR non risponde',
  },
});

export const variable = (intent: string, position: number, json: string): WrittenRecord => ({
  valueType: 'VARIABLE',
  intent,
  key: bigKey(300),
  position: String(position),
  value: {
    name: 'esito',
    value: json,
    scopeKey: `#${instanceKey}`,
    processInstanceKey: `#${instanceKey}`,
  },
});

/** Until when the test's instance waits; a timer that repeats has one key for each round. */
export const timer = (
  intent: string,
  position: number,
  { last = 500, instance = instanceKey } = {},
): WrittenRecord => ({
  valueType: 'TIMER',
  intent,
  key: bigKey(last),
  position: String(position),
  value: {
    processInstanceKey: `#${instance}`,
    processDefinitionKey: '#2251799813685249',
    elementInstanceKey: `#${bigKey(50)}`,
    targetElementId: 'Boundary_Rata',
    dueDate: Date.parse('2026-04-07T10:00:00Z'),
    repetitions: 3,
  },
});

/** A decision table was applied: the rules that matched. */
export const decision = (position: number, ...rules: string[]): WrittenRecord => ({
  valueType: 'DECISION_EVALUATION',
  intent: 'EVALUATED',
  key: bigKey(400 + position),
  position: String(position),
  value: {
    processInstanceKey: `#${instanceKey}`,
    decisionId: 'tariffa',
    evaluatedDecisions: [
      { decisionId: 'fascia', matchedRules: [] },
      { decisionId: 'tariffa', matchedRules: rules.map((ruleId) => ({ ruleId, ruleIndex: 1 })) },
    ],
  },
});
