import { ForbiddenError } from './errors.js';

export const roles = [
  'operator',
  'officer',
  'responsible',
  'substitute',
  'registrar',
  'analyst',
  'administrator',
] as const;
export type Role = (typeof roles)[number];

/** Who does something: a person with an account, or the program itself (`id` null). */
export interface Actor {
  id: string | null;
  name: string;
  roles: readonly Role[];
  officeId: string | null;
}

/** The program acting by itself: a worker, the projection. */
export const systemActor: Actor = { id: null, name: 'Sportello', roles: [], officeId: null };

export const may = (actor: Actor, ...allowed: Role[]): boolean =>
  actor.roles.some((role) => allowed.includes(role));

/** @throws ForbiddenError unless the actor has one of the roles */
export const demand = (actor: Actor, ...allowed: Role[]): void => {
  if (!may(actor, ...allowed)) throw new ForbiddenError();
};
