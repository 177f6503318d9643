import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { createZeebeClient, type ActivatedJob, type ZeebeClient } from '../../engine/gateway/zeebe-client.js';

const type = `prova.${randomUUID()}`;
const processId = `prova-client-${randomUUID()}`;
const message = `istanza.${processId}`;

/** A message, one automated step, an end. */
const diagram = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="D" targetNamespace="http://bpmn.io/schema/bpmn">
  <bpmn:process id="${processId}" isExecutable="true">
    <bpmn:startEvent id="Start"><bpmn:outgoing>A</bpmn:outgoing><bpmn:messageEventDefinition id="M" messageRef="Message"/></bpmn:startEvent>
    <bpmn:serviceTask id="Step"><bpmn:extensionElements><zeebe:taskDefinition type="${type}"/></bpmn:extensionElements><bpmn:incoming>A</bpmn:incoming><bpmn:outgoing>B</bpmn:outgoing></bpmn:serviceTask>
    <bpmn:endEvent id="End"><bpmn:incoming>B</bpmn:incoming></bpmn:endEvent>
    <bpmn:sequenceFlow id="A" sourceRef="Start" targetRef="Step"/><bpmn:sequenceFlow id="B" sourceRef="Step" targetRef="End"/>
  </bpmn:process>
  <bpmn:message id="Message" name="${message}"/>
</bpmn:definitions>`;

let zeebe: ZeebeClient;
beforeAll(async () => {
  zeebe = createZeebeClient({ address: inject('zeebeAddress') });
  await zeebe.deploy([{ name: 'prova.bpmn', content: diagram }]);
});
afterAll(() => zeebe.close());

const starts = async (): Promise<string> => {
  const id = randomUUID();
  await zeebe.publishMessage({ name: message, correlationKey: id, messageId: id, variables: { numero: id } });
  return id;
};

test('the same start again is refused as known: one instance', async () => {
  const id = await starts();
  await expect(
    zeebe.publishMessage({ name: message, correlationKey: id, messageId: id, variables: {} }),
  ).rejects.toMatchObject({ code: 'ALREADY_EXISTS' });
});

test('a handler that throws ends nothing: the next job comes, and the thrown one comes again', async () => {
  const seen: ActivatedJob[] = [];
  const stop = zeebe.serve({
    type,
    fetchVariables: ['numero'],
    capacity: 8,
    timeoutMs: 1_000,
    async handle(job) {
      seen.push(job);
      if (seen.length === 1) throw new Error('the handler fails');
      await zeebe.completeJob(job.key, {});
    },
  });
  await starts();
  await starts();
  await expect
    .poll(() => new Set(seen.map(({ key }) => key)).size < seen.length, { timeout: 30_000 })
    .toBe(true);
  expect(seen[0]?.processKey).toMatch(/^\d+$/);
  expect(seen[0]?.variables['numero']).toMatch(/^[0-9a-f-]{36}$/);
  stop();
});

test('a completed job is completed once', async () => {
  const seen: string[] = [];
  const stop = zeebe.serve({
    type,
    fetchVariables: [],
    capacity: 1,
    timeoutMs: 60_000,
    async handle({ key }) {
      await zeebe.completeJob(key, {});
      await zeebe.completeJob(key, {}).catch((error: { code: string }) => seen.push(error.code));
    },
  });
  await starts();
  await expect.poll(() => seen[0], { timeout: 30_000 }).toBe('NOT_FOUND');
  stop();
});

test('close() returns although a handler hangs', async () => {
  const other = createZeebeClient({ address: inject('zeebeAddress') });
  let isHanging = false;
  other.serve({
    type,
    fetchVariables: [],
    capacity: 1,
    timeoutMs: 60_000,
    handle: () => {
      isHanging = true;
      return new Promise(() => undefined);
    },
  });
  await starts();
  await expect.poll(() => isHanging, { timeout: 30_000 }).toBe(true);
  await other.close();
});
