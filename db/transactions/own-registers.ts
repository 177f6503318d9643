import type { Knex } from 'knex';
import { systemActor } from '../../core/actor.js';
import { audit } from '../audit.js';
import { nextNumber, yearInRome } from '../counter.js';

interface Numbering {
  register: string;
  /** Begins anew every year. */
  isYearly: boolean;
  caseId: string;
  at: Date;
}

/**
 * The next number of one of the Comune's own registers, without gap or repeat: the counter stays locked until the
 * transaction ends. A case that has its number keeps it.
 * @returns `12/2026`, or `12` in a register that doesn't begin anew
 */
export const numberInRegister = async (
  trx: Knex.Transaction,
  { register, isYearly, caseId, at }: Numbering,
): Promise<string> => {
  await trx.raw('select pg_advisory_xact_lock(hashtext(?))', [`register ${register} ${caseId}`]);
  const known = (await trx('own_register_entry')
    .where({ register, case_id: caseId })
    .first('year', 'number')) as { year: number; number: number } | undefined;
  if (known) return written(known);
  const year = isYearly ? yearInRome(at) : 0;
  const number = await nextNumber(trx, `registro ${register}`, year);
  await trx('own_register_entry').insert({ register, year, number, case_id: caseId, at });
  const text = written({ year, number });
  await audit(trx, {
    at,
    actor: systemActor,
    act: 'registro.numerato',
    caseId,
    details: { registro: register, numero: text },
  });
  return text;
};

const written = ({ year, number }: { year: number; number: number }): string =>
  year === 0 ? String(number) : `${number}/${year}`;
