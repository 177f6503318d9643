import type { IncomingMessage } from 'node:http';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Busboy, type BusboyFileStream } from '@fastify/busboy';
import { BusinessError } from '../../core/errors.js';
import type { Services } from '../../core/services.js';
import { emptyForm, type FormBody } from '../form-body.js';
import type { Translate } from '../i18n.js';
import { sameToken } from '../middleware/csrf.js';
import { acceptedEndings } from './kinds.js';
import { archiveField, takeArchive } from './take-archive.js';
import { megabyte, takeFile } from './take-file.js';

const limits = { fields: 2000, fieldSize: megabyte, files: 30, parts: 2030, headerPairs: 50 };

/** A request beyond this many times the limit of one file is cut off; below, it is read whole to keep what was typed. */
const patience = 20;

const cutOff = (most: number): Transform => {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes <= most) return done(null, chunk);
      done(
        new BusinessError('upload.request-too-large', {
          message: 'L’invio è troppo grande e non è stato ricevuto.',
          remedy: 'Torna indietro e invia i file uno alla volta, più piccoli.',
        }),
      );
    },
  });
};

/**
 * Reads a form with files as it arrives: files go to the document store, refused ones leave a sentence beside their field.
 * Without the session's token before the first file nothing is stored, and `csrfCheck` refuses the request.
 * @param token the session's token
 */
export const receiveMultipart = async (
  services: Services,
  request: IncomingMessage,
  token: string | undefined,
  t: Translate,
): Promise<FormBody> => {
  const form = emptyForm();
  const limit = services.config.SPORTELLO_UPLOAD_LIMIT_MB * megabyte;
  const arriving: Promise<void>[] = [];
  const reader = new Busboy({ headers: request.headers as { 'content-type': string }, limits });
  const refuse = (field: string, sentence: string): void => {
    form.fileErrors[field] = [form.fileErrors[field], sentence].filter(Boolean).join(' ');
  };

  const take = async (field: string, source: BusboyFileStream, filename: string): Promise<void> => {
    const received = await takeFile(services, { field, filename, source });
    if (received.ok) {
      form.files.push(received.file);
      return;
    }
    form.tooLarge ||= received.reason === 'too-large';
    const kinds = acceptedEndings.join(' ');
    refuse(field, t(`upload.${received.reason}`, { name: filename, limit: limit / megabyte, kinds }));
  };
  reader.on('field', (name, value) => form.fields.append(name, value));
  reader.on('file', (field, source, filename) => {
    const given = request.headers['x-csrf-token'] ?? form.fields.get('_csrf');
    const ours = sameToken(token, typeof given === 'string' ? given : null);
    if (!filename || !ours) source.resume();
    else if (field === archiveField)
      arriving.push(takeArchive(source).then((zip) => void (form.archive = zip)));
    else arriving.push(take(field, source, filename));
  });
  try {
    await pipeline(request, cutOff(limit * patience), reader);
    await Promise.all(arriving);
  } catch (error) {
    await Promise.allSettled(arriving);
    throw error instanceof BusinessError ? error : interrupted();
  }
  return form;
};

const interrupted = (): BusinessError =>
  new BusinessError('upload.interrupted', {
    message: 'L’invio si è interrotto a metà.',
    remedy: 'Torna indietro e invia di nuovo: nulla è stato registrato.',
  });
