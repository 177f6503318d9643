import { hash, verify } from '@node-rs/argon2';
import type { Actor, Role } from '../../core/actor.js';
import type { Services } from '../../core/services.js';
import { audit } from '../../db/audit.js';
import { Account } from '../../db/models/account.js';

const allowedFailures = 5;
const lockMinutes = 5;

export type LoginResult =
  { ok: true; actor: Actor & { id: string } } | { ok: false; reason: 'wrong' | 'locked'; minutes: number };

/** Verified against when nobody has that name, so that the answer takes as long as for a wrong password. */
let decoy: Promise<string> | undefined;

const actorFrom = (account: Account): Actor & { id: string } => ({
  id: account.id,
  name: account.displayName,
  roles: account.roles as readonly Role[],
  officeId: account.officeId,
});

/**
 * Checks name and password. After five wrong ones in a row the account rests for five minutes, whatever is typed.
 * The wall clock counts here, not the office's.
 */
export const checkPassword = async (
  { db, clock }: Services,
  username: string,
  password: string,
): Promise<LoginResult> => {
  const account = await Account.query(db).findOne({ username, active: true });
  if (!account) {
    decoy ??= hash('nobody');
    await verify(await decoy, password);
    return { ok: false, reason: 'wrong', minutes: 0 };
  }
  if (account.lockedUntil && account.lockedUntil.getTime() > Date.now()) {
    return { ok: false, reason: 'locked', minutes: lockMinutes };
  }
  const right = await verify(account.passwordHash, password);
  // One statement each: two wrong passwords at the same moment count as two
  await db.raw(
    right
      ? 'update account set failed_logins = 0, locked_until = null where id = :id'
      : `update account set failed_logins = failed_logins + 1,
           locked_until = case when (failed_logins + 1) % :allowed = 0 then now() + make_interval(mins => :minutes) end
         where id = :id`,
    { id: account.id, allowed: allowedFailures, minutes: lockMinutes },
  );
  const actor = actorFrom(account);
  await audit(db, { at: clock.now(), actor, act: right ? 'accesso.riuscito' : 'accesso.rifiutato' });
  return right ? { ok: true, actor } : { ok: false, reason: 'wrong', minutes: 0 };
};
