import { ImapFlow } from 'imapflow';
import type { Services } from '../../core/services.js';
import { takeMessage } from '../../db/transactions/deliveries/take-message.js';
import { BusinessError } from '../../core/errors.js';

/** Milliseconds of silence after which the server counts as absent. */
const patienceMs = 30_000;
/** Messages of one look: the next look goes on where this one ended. */
const atOnce = 200;

const clientFor = (url: string): ImapFlow => {
  const { protocol, hostname, port, username, password } = new URL(url);
  const isSecure = protocol === 'imaps:';
  return new ImapFlow({
    host: hostname,
    port: Number(port) || (isSecure ? 993 : 143),
    secure: isSecure,
    auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
    logger: false,
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    socketTimeout: patienceMs,
  });
};

/** A message of the mailbox as it is there: never changed, never deleted. */
interface Arrived {
  uid: number;
  source: Buffer;
  receivedAt: Date;
}

/** Messages after the last one read; all of them when the server has numbered its mailbox anew. */
const arrivals = async function* (client: ImapFlow, after: number): AsyncGenerator<Arrived> {
  const found = await client.search({ uid: `${after + 1}:*` }, { uid: true });
  // `n:*` names the last message even when it comes before n.
  const uids = (found || []).filter((uid) => uid > after).sort((a, b) => a - b);
  for (const uid of uids.slice(0, atOnce)) {
    const message = await client.fetchOne(String(uid), { source: true, internalDate: true }, { uid: true });
    if (!message || !message.source) continue;
    yield { uid, source: message.source, receivedAt: new Date(message.internalDate ?? 0) };
  }
};

/**
 * Reads what has come into the PEC mailbox since the last look: receipts move deliveries on, everything else waits to be
 * registered. How far it was read is kept with what was made of it, so a restart repeats nothing and skips nothing.
 * @returns how many messages were read
 */
export const readMailbox = async (services: Services): Promise<number> => {
  const { PEC_IMAP_URL: url } = services.config;
  if (!url)
    throw new BusinessError('pec.off', {
      message: 'La casella PEC non è configurata.',
      remedy: 'Imposta PEC_IMAP_URL.',
    });
  const client = clientFor(url);
  client.on('error', () => undefined); // the call under way tells it
  let count = 0;
  await client.connect();
  try {
    const { uidValidity } = await client.mailboxOpen('INBOX', { readOnly: true });
    const mailbox = { address: mailboxName(url), uidValidity: String(uidValidity) };
    const known = (await services.db('mailbox').where({ address: mailbox.address }).first()) as
      { uid_validity: string; last_uid: string } | undefined;
    const after = known?.uid_validity === mailbox.uidValidity ? Number(known.last_uid) : 0;
    for await (const { uid, source, receivedAt } of arrivals(client, after)) {
      await takeMessage(services, { mailbox: { ...mailbox, uid }, source, receivedAt });
      count += 1;
    }
  } finally {
    client.close();
  }
  return count;
};

const mailboxName = (url: string): string => {
  const { username, host } = new URL(url);
  return `${decodeURIComponent(username)}@${host}`;
};
