import { z } from 'zod';
import type { Actor } from '../../core/actor.js';
import { ConflictError, InputError, NotFoundError } from '../../core/errors.js';
import type { Services } from '../../core/services.js';
import { audit } from '../audit.js';
import { PublicBody } from '../models/public-body.js';

/** What the administrator types about a body. */
export interface BodyInput {
  name: string;
  ipaCode: string;
  street: string;
  postalCode: string;
  municipality: string;
  province: string;
  pec: string;
  active: boolean;
}

const isMissing = (text: string): boolean => text.trim() === '';

const wrongIn = (input: BodyInput): Record<string, string> => ({
  ...(isMissing(input.name) ? { name: 'Scrivi il nome dell’ente.' } : {}),
  ...(isMissing(input.street) ? { street: 'Scrivi via e numero.' } : {}),
  ...(/^\d{5}$/.test(input.postalCode) ? {} : { postalCode: 'Il CAP ha cinque cifre.' }),
  ...(isMissing(input.municipality) ? { municipality: 'Scrivi il Comune.' } : {}),
  ...(/^[A-Z]{2}$/.test(input.province) || isMissing(input.province)
    ? {}
    : { province: 'La provincia si scrive con due lettere.' }),
  ...(isMissing(input.pec) || z.email().safeParse(input.pec).success
    ? {}
    : { pec: 'Non è un indirizzo: scrivilo così, protocollo@pec.ente.it.' }),
});

/**
 * Writes down a body, or changes it. Letters that were sent keep the address that they were sent to.
 * @param known the one to change, with the version that the administrator saw; a new one carries its submission token
 * @throws InputError by field, NotFoundError, ConflictError `body.changed` when somebody else was faster
 */
export const savePublicBody = async (
  { db, clock }: Services,
  actor: Actor,
  input: BodyInput,
  known: { id: string; version: number } | { submissionToken: string },
): Promise<string> => {
  const wrong = wrongIn(input);
  if (Object.keys(wrong).length > 0) throw new InputError(wrong);
  return db.transaction(async (trx) => {
    const at = clock.now();
    const taken = input.ipaCode
      ? await PublicBody.query(trx).findOne({ ipa_code: input.ipaCode })
      : undefined;
    if (
      taken &&
      !('id' in known && known.id === taken.id) &&
      !('submissionToken' in known && known.submissionToken === taken.submissionToken)
    )
      throw new InputError({ ipaCode: `Questo codice è già di ${taken.name}.` });
    const row = {
      ...input,
      ipaCode: input.ipaCode || null,
      province: input.province || null,
      pec: input.pec || null,
      changedAt: at,
      changedBy: actor.id,
    };
    const details = { ente: input.name, pec: row.pec };
    if ('submissionToken' in known) {
      const before = await PublicBody.query(trx).findOne({ submission_token: known.submissionToken });
      if (before) return before.id;
      const { id } = await PublicBody.query(trx)
        .insert({ ...row, submissionToken: known.submissionToken })
        .returning('id');
      await audit(trx, { at, actor, act: 'ente.aggiunto', details });
      return id;
    }
    const body = await PublicBody.query(trx).findById(known.id).forUpdate();
    if (!body) throw new NotFoundError('Ente');
    if (body.version !== known.version) throw changed();
    await PublicBody.query(trx)
      .patch({ ...row, version: body.version + 1 })
      .where({ id: body.id });
    await audit(trx, { at, actor, act: 'ente.cambiato', details });
    return body.id;
  });
};

const changed = (): ConflictError =>
  new ConflictError('body.changed', {
    message: 'Qualcun altro ha cambiato questo ente mentre lo correggevi.',
    remedy: 'Riaprilo, guarda che cosa è cambiato e riscrivi ciò che serve.',
  });
