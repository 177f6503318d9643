import { join } from 'node:path';
import { inRepo } from '../../../core/paths.js';
import type { ModdleElement } from 'bpmn-moddle';
import { parseDiagram } from '../diagram-model.js';
import type { SharedProcess } from '../bundle.js';
import { extensionOf } from '../moddle.js';

/** Names of the subprocesses that a diagram calls, each once; one that can't be read calls nothing, and the lint tells. */
const calledBy = async (bpmn: string): Promise<string[]> => {
  if (!bpmn.includes('callActivity')) return [];
  const parsed = await parseDiagram(bpmn).catch(() => null);
  if (!parsed) return [];
  const names = Object.values(parsed.elementsById)
    .filter(({ $type }: ModdleElement) => $type === 'bpmn:CallActivity')
    .map((call) => extensionOf(call, 'zeebe:CalledElement')?.['processId']);
  return [...new Set(names)].filter((name) => typeof name === 'string');
};

/**
 * The shared subprocesses that a diagram calls, and those that they call.
 * @param read reads a folder's subprocess; undefined for a folder that isn't there, which the lint tells; what is wrong in
 * one that is there is thrown
 */
export const sharedCalledBy = async (
  bpmn: string,
  read: (folder: string) => Promise<SharedProcess | undefined>,
  root = inRepo('processes/shared'),
): Promise<Record<string, SharedProcess>> => {
  const found: Record<string, SharedProcess> = {};
  const queue = await calledBy(bpmn);
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    if (name in found || !/^[a-z][a-z0-9-]*$/.test(name)) continue;
    const process = await read(join(root, name));
    if (!process) continue;
    found[name] = process;
    queue.push(...(await calledBy(process.bpmn)));
  }
  return found;
};
