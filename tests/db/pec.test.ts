import { ImapFlow } from 'imapflow';
import { createTransport } from 'nodemailer';
import PostalMime, { type Email } from 'postal-mime';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Delivery } from '../../db/models/delivery.js';
import { readMailbox } from '../../papers/pec/mailbox.js';
import { startMailServer, whyNoMailServer, type MailServer } from '../helpers/mail-server/greenmail.js';
import { pecReceipt, type WrittenReceipt } from '../helpers/mail-server/pec-receipts.js';
import { pdfOf } from '../helpers/papers.js';
import { testOffice, type Office } from './workers-office.js';

const why = await whyNoMailServer();
if (why) process.stdout.write(`${why}\n`);

describe.skipIf(why !== undefined)('PEC against a real SMTP and IMAP server', () => {
  let server: MailServer;
  let office: Office;
  let caseId: string;
  beforeAll(async () => {
    server = await startMailServer();
    office = await testOffice({
      PEC_SMTP_URL: server.smtpUrl,
      PEC_IMAP_URL: server.imapUrl('comune@pec.example'),
      PEC_FROM: 'comune@pec.example',
    });
    caseId = await office.opens('cambio-residenza', {}, home);
  });
  afterAll(async () => {
    await office.close();
    await server.close();
  });

  const home = {
    pec: 'ada@pec.example',
    street: 'Via Roma 1',
    postalCode: '42013',
    municipality: 'Casalgrande',
    province: 'RE',
  };

  /** What lies in somebody's mailbox, oldest first. */
  const mailsOf = async (mailbox: string): Promise<Email[]> => {
    const { hostname, port, username } = new URL(server.imapUrl(mailbox));
    const client = new ImapFlow({
      host: hostname,
      port: Number(port),
      secure: false,
      auth: { user: decodeURIComponent(username), pass: 'segreto' },
      logger: false,
    });
    await client.connect();
    await client.mailboxOpen('INBOX', { readOnly: true });
    const mails: Email[] = [];
    for await (const { source } of client.fetch('1:*', { source: true }))
      if (source) mails.push(await PostalMime.parse(source));
    await client.logout();
    return mails;
  };

  /** Puts a message into the Comune's mailbox, as its provider does. */
  const arrives = async (raw: string): Promise<void> => {
    const transport = createTransport({ url: server.smtpUrl });
    await transport.sendMail({
      envelope: { from: 'posta-certificata@gestore.example', to: 'comune@pec.example' },
      raw,
    });
  };

  const sent = async (of = caseId): Promise<Delivery> => {
    const composed = await office.does(office.job('lettera.componi', of, { lettera: 'L2' }));
    if (composed?.told !== 'completed') throw new Error(JSON.stringify(composed));
    const letteraId = composed.variables['letteraId'] as string;
    await office.does(office.job('protocollo.registra', of, { letteraId }));
    const told = await office.does(
      office.job('notifica.invia', of, { letteraId, canali: ['pec', 'posta', 'sportello'] }),
    );
    expect(told).toMatchObject({ variables: { notificaCanale: 'pec', notificaStato: 'inviata' } });
    return Delivery.query(office.services.db).findOne({ letter_id: letteraId }).throwIfNotFound();
  };
  const receipt = (
    delivery: Delivery,
    more: Partial<WrittenReceipt> & Pick<WrittenReceipt, 'kind'>,
  ): string =>
    pecReceipt({ about: delivery.messageId ?? '', to: delivery.address ?? '', at: new Date(), ...more });
  const now = async (delivery: Delivery): Promise<Delivery> =>
    Delivery.query(office.services.db).findById(delivery.id).throwIfNotFound();
  const ways = async ({ letterId }: Delivery): Promise<[string, string][]> =>
    (await Delivery.query(office.services.db).where({ letter_id: letterId }).orderBy('attempt')).map(
      ({ channel, status }) => [channel, status],
    );
  const messages = async ({ letterId }: Delivery): Promise<{ name: string; variables: unknown }[]> =>
    (await office.services
      .db('engine_command')
      .where({ kind: 'publish-message' })
      .whereRaw(`payload->>'correlationKey' = ?`, [letterId])
      .orderBy('id')
      .pluck('payload')) as { name: string; variables: unknown }[];

  test('accepted, then delivered: the moment that the provider certifies is the proof, and the diagram is told once', async () => {
    const delivery = await sent();
    const [mail] = (await mailsOf('ada@pec.example')).slice(-1);
    expect(mail?.messageId).toBe(delivery.messageId);
    expect(mail?.attachments.map(({ mimeType }) => mimeType)).toEqual(['application/pdf']);

    await arrives(receipt(delivery, { kind: 'accettazione' }));
    expect(await readMailbox(office.services)).toBe(1);
    expect((await now(delivery)).status).toBe('accepted');

    const proof = receipt(delivery, { kind: 'avvenuta-consegna', at: new Date('2026-03-20T22:45:00Z') });
    await arrives(proof);
    await arrives(proof); // the same message again
    await readMailbox(office.services);
    await readMailbox(office.services);
    expect(await now(delivery)).toMatchObject({
      status: 'delivered',
      proofAt: new Date('2026-03-20T22:45:00Z'),
    });
    expect(await messages(delivery)).toMatchObject([
      {
        name: 'notifica.consegnata',
        variables: { notificaCanale: 'pec', notificaStato: 'consegnata', notificaData: '2026-03-20' },
      },
    ]);
    expect(await office.count('delivery_event', { delivery_id: delivery.id })).toBe(3);
    expect(await office.count('document', { case_id: caseId, media_type: 'message/rfc822' })).toBe(2);
  });

  test('a full mailbox is no delivery: the letter goes to the post list, and a late receipt takes it off again', async () => {
    const delivery = await sent();
    await arrives(receipt(delivery, { kind: 'preavviso-errore-consegna', error: 'in attesa' }));
    await readMailbox(office.services);
    expect((await now(delivery)).status).toBe('sent');
    await arrives(receipt(delivery, { kind: 'errore-consegna', error: '5.2.2 - casella piena' }));
    await readMailbox(office.services);
    expect(await ways(delivery)).toEqual([
      ['pec', 'failed'],
      ['post', 'to-post'],
    ]);
    expect(await messages(delivery)).toMatchObject([
      { name: 'notifica.fallita', variables: { notificaCanale: 'posta', notificaStato: 'da-spedire' } },
    ]);
    await arrives(receipt(delivery, { kind: 'avvenuta-consegna' }));
    await readMailbox(office.services);
    expect(await ways(delivery)).toEqual([['pec', 'delivered']]);
    expect((await messages(delivery)).map(({ name }) => name)).toEqual([
      'notifica.fallita',
      'notifica.consegnata',
    ]);
  });

  test('an addressee without PEC gets no receipt of delivery: the next way at once', async () => {
    const delivery = await sent();
    await arrives(receipt(delivery, { kind: 'accettazione', isOrdinary: true }));
    await readMailbox(office.services);
    expect((await ways(delivery))[0]).toEqual(['pec', 'failed']);
  });

  test('what isn’t a receipt of ours waits to be registered with its attachments, by whom and when it came', async () => {
    const stranger = pecReceipt({
      kind: 'avvenuta-consegna',
      about: '<altro@x>',
      to: 'x@y.it',
      at: new Date(),
    });
    await arrives(stranger);
    const transport = createTransport({ url: server.smtpUrl });
    await transport.sendMail({
      from: 'studio@pec.example',
      to: 'comune@pec.example',
      subject: 'Osservazioni: «pratica»',
      text: 'In allegato',
      attachments: [
        { filename: 'osservazioni.pdf', content: await pdfOf('Osservazioni') },
        { filename: 'macro.exe', content: Buffer.from('MZ') },
      ],
    });
    expect(await readMailbox(office.services)).toBe(2);
    // A server that numbers its mailbox anew offers everything again.
    await office.services.db('mailbox').update({ uid_validity: '0' });
    expect(await readMailbox(office.services)).toBeGreaterThan(2);
    const waiting = await office.services
      .db('scan')
      .orderBy(['taken_at', 'filename'])
      .select('filename', 'sender', 'status');
    expect(waiting).toEqual([
      {
        filename: expect.stringMatching(/^CONSEGNA/) as string,
        sender: 'posta-certificata@gestore.example',
        status: 'waiting',
      },
      { filename: 'Osservazioni_ «pratica».eml', sender: 'studio@pec.example', status: 'waiting' },
      { filename: 'osservazioni.pdf', sender: 'studio@pec.example', status: 'waiting' },
    ]);
  });
});
