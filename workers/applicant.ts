import type { Knex } from 'knex';
import { NotFoundError } from '../core/errors.js';
import { CaseFile } from '../db/models/case-file.js';
import { Party } from '../db/models/party.js';

/** The case a job runs for. @throws NotFoundError */
export const caseOf = async (trx: Knex, caseId: string): Promise<CaseFile> => {
  const file = await CaseFile.query(trx).findById(caseId);
  if (!file) throw new NotFoundError('Pratica');
  return file;
};

/** Who asked. @throws NotFoundError */
export const applicantOf = async (trx: Knex, caseId: string): Promise<Party> => {
  const { applicantId } = await caseOf(trx, caseId);
  const party = await Party.query(trx).findById(applicantId);
  if (!party) throw new NotFoundError('Richiedente');
  return party;
};
