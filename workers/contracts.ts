import { z } from 'zod';
import { workers } from './all.js';
import type { Worker } from './define-worker.js';

export interface ContractField {
  name: string;
  label: string;
  description: string;
  required: boolean;
  type: 'text' | 'number' | 'boolean';
  choices?: string[];
}

/** A worker's contract as data: what the modeler offers, what lint demands, what the reference tells. */
export interface WorkerContract {
  type: string;
  title: string;
  description: string;
  inputs: ContractField[];
  outputs: { name: string; description: string }[];
  errors: { code: string; description: string }[];
}

interface FieldSchema {
  title?: string;
  description?: string;
  type?: string;
  enum?: string[];
}

const propertiesOf = (schema: z.ZodObject, io: 'input' | 'output') =>
  z.toJSONSchema(schema, { io }) as { properties?: Record<string, FieldSchema>; required?: string[] };

const kinds: Record<string, ContractField['type']> = {
  number: 'number',
  integer: 'number',
  boolean: 'boolean',
};

const inputsOf = (worker: Worker): ContractField[] => {
  const { properties = {}, required = [] } = propertiesOf(worker.inputSchema, 'input');
  return Object.entries(properties).map(([name, field]) => ({
    name,
    label: field.title ?? name,
    description: field.description ?? '',
    required: required.includes(name),
    type: kinds[field.type ?? ''] ?? 'text',
    ...(field.enum ? { choices: field.enum } : {}),
  }));
};

const contractOf = (worker: Worker): WorkerContract => ({
  type: worker.type,
  title: worker.title,
  description: worker.description,
  inputs: inputsOf(worker),
  outputs: Object.entries(propertiesOf(worker.outputSchema, 'output').properties ?? {}).map(
    ([name, field]) => ({
      name,
      description: field.description ?? '',
    }),
  ),
  errors: Object.entries(worker.errors).map(([code, description]) => ({ code, description })),
});

/** The contracts of all job types, by title. */
export const workerContracts: WorkerContract[] = workers
  .map(contractOf)
  .sort((a, b) => a.title.localeCompare(b.title, 'it'));
