import type { Knex } from 'knex';
import type { Actor } from '../../core/actor.js';
import { NotFoundError } from '../../core/errors.js';
import type { Services } from '../../core/services.js';
import { Registration } from '../../db/models/registration.js';
import { granted, refuseRestricted } from '../access.js';
import { demandRole, uuidParam, type Page } from '../page.js';

/** Who works with the register (domain.md C, «Protocollo»; the desk registers what comes in). */
export const demandRegister = (ctx: Page): Actor & { id: string } => demandRole(ctx, 'operator', 'registrar');

/**
 * Whether a registration's correspondents and object may be read: all may but those of restricted cases, of which the
 * register shows only that they exist. As SQL, on `registration` left-joined with `case_file`.
 */
export const readableSql = (actor: Actor): { sql: string; values: (string | null)[] } => {
  const [grant, grantValues] = granted(actor, 'case_file');
  return {
    sql: `(registration.case_id is null or not case_file.restricted
      or case_file.opened_by = ?::uuid or case_file.responsible_id = ?::uuid or ${grant})`,
    values: [actor.id, actor.id, ...grantValues],
  };
};

/**
 * The registration of the address, if the person may read it.
 * @throws RestrictedError when its case is a restricted one that they needn't know, NotFoundError when there is none
 */
export const demandRegistration = async (services: Services, ctx: Page): Promise<Registration> => {
  const actor = demandRegister(ctx);
  const id = uuidParam(ctx, 'registrationId', 'Registrazione');
  if (!(await isReadable(services.db, actor, id))) {
    await refuseRestricted(services, actor, (query) =>
      query.whereIn('case_file.id', services.db('registration').where({ id }).select('case_id')),
    );
    throw new NotFoundError('Registrazione');
  }
  return Registration.query(services.db).findById(id).throwIfNotFound();
};

const isReadable = async (db: Knex, actor: Actor, id: string): Promise<boolean> => {
  const { sql, values } = readableSql(actor);
  const row = (await db('registration')
    .leftJoin('case_file', 'case_file.id', 'registration.case_id')
    .where('registration.id', id)
    .whereRaw(sql, values)
    .first('registration.id')) as { id: string } | undefined;
  return row !== undefined;
};
