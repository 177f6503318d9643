import { expect, test } from 'vitest';
import { z } from 'zod';
import type { Services } from '../../../core/services.js';
import { defineWorker, type Step } from '../../../workers/define-worker.js';
import { WrongVariables } from '../../../workers/errors.js';
import type { Knex } from 'knex';

interface Greeting {
  nome: string;
  volte: number;
}
const seen: Greeting[] = [];
const worker = defineWorker({
  type: 'prova.saluta',
  title: 'Saluta',
  description: 'Serve a provare i contratti.',
  input: z.object({ nome: z.string().min(1), volte: z.coerce.number().int().positive().default(1) }),
  output: z.object({ saluto: z.string() }),
  run: async ({ input }: Step<Greeting>) => {
    seen.push(input);
    return { saluto: input.nome === 'errore' ? (7 as unknown as string) : `Ciao ${input.nome}` };
  },
});

const context = { caseId: 'c', jobKey: '1', elementId: 'Task_A', effectKey: 'e 1' };
const run = (variables: Record<string, string | number | null>) =>
  worker.run({} as Services, {} as Knex.Transaction, variables, context);

test('variables are read as the contract says, defaults included; others are not seen', async () => {
  expect(await run({ nome: 'Ada', volte: '3', segreto: 'x' })).toEqual({ saluto: 'Ciao Ada' });
  expect(seen.at(-1)).toEqual({ nome: 'Ada', volte: 3 });
  await run({ nome: 'Ada' });
  expect(seen.at(-1)).toEqual({ nome: 'Ada', volte: 1 });
});

test('null is what FEEL makes of a variable that is not there', async () => {
  await run({ nome: 'Ada', volte: null });
  expect(seen.at(-1)).toEqual({ nome: 'Ada', volte: 1 });
  await expect(run({ nome: null })).rejects.toThrow('«nome» manca');
});

test('wrong variables are named, all at once, before anything is done', async () => {
  const before = seen.length;
  const error = await run({ nome: '', volte: 'molte' }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(WrongVariables);
  expect((error as Error).message).toBe(
    'la variabile «nome» non va bene; la variabile «volte» non va bene. Correggi le variabili e ritenta.',
  );
  expect(seen).toHaveLength(before);
});

test('a result that breaks the contract is the worker’s fault, not that of the variables', async () => {
  const error = await run({ nome: 'errore' }).catch((thrown: unknown) => thrown);
  expect(error).not.toBeInstanceOf(WrongVariables);
  expect(error).toBeInstanceOf(Error);
});
