import { randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import { inject } from 'vitest';
import { connect } from '../../db/connect.js';

export interface TestDatabase {
  db: Knex;
  url: string;
  close(): Promise<void>;
}

/** A database of one's own, cloned from the migrated one in milliseconds. */
export const testDatabase = async (): Promise<TestDatabase> => {
  const template = inject('postgresUrl');
  const name = `test_${randomBytes(6).toString('hex')}`;
  const server = connect(template.replace(/\/sportello$/, '/postgres'), 1);
  // Two clones at once would each find the other using the template.
  await server.transaction(async (trx) => {
    await trx.raw('select pg_advisory_xact_lock(1)');
    const admin = connect(template.replace(/\/sportello$/, '/postgres'), 1);
    await admin.raw('create database ?? template sportello', [name]);
    await admin.destroy();
  });
  const url = template.replace(/\/sportello$/, `/${name}`);
  const db = connect(url);
  return {
    db,
    url,
    async close() {
      await db.destroy();
      await server.raw('drop database ?? with (force)', [name]);
      await server.destroy();
    },
  };
};
