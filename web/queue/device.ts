import type { Knex } from 'knex';
import { NotFoundError } from '../../core/errors.js';

export interface Device {
  id: string;
  name: string;
  token: string;
}

/** @throws NotFoundError unless the address is that of a kiosk, or of a display */
export const demandDevice = async (
  db: Knex,
  kind: 'kiosk' | 'display',
  token: string | undefined,
): Promise<Device> => {
  const device = (await db('queue_device')
    .where({ kind, token: token ?? '' })
    .first('id', 'name', 'token')) as Device | undefined;
  if (!device) throw new NotFoundError('Indirizzo');
  return device;
};
