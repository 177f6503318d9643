import { randomUUID } from 'node:crypto';
import type { ReceiptKind } from '../../../papers/pec/receipt.js';

export interface WrittenReceipt {
  kind: ReceiptKind;
  /** Message-ID of the message that it is about. */
  about: string;
  /** Mailbox that was written to. */
  to: string;
  at: Date;
  /** An addressee without PEC. */
  isOrdinary?: boolean;
  error?: string;
  messageId?: string;
}

const subjects: Record<ReceiptKind, string> = {
  accettazione: 'ACCETTAZIONE',
  'non-accettazione': 'AVVISO DI MANCATA ACCETTAZIONE',
  'presa-in-carico': 'PRESA IN CARICO',
  'avvenuta-consegna': 'CONSEGNA',
  'preavviso-errore-consegna': 'AVVISO DI MANCATA CONSEGNA PER SUPERAMENTO TEMPO MASSIMO',
  'errore-consegna': 'AVVISO DI MANCATA CONSEGNA',
  'rilevazione-virus': 'PROBLEMA DI SICUREZZA',
};

const two = (number: number): string => String(number).padStart(2, '0');

/** `daticert.xml` as a provider writes it (DM 2 November 2005, annex, 7.4), in UTC. */
const certificate = ({
  kind,
  about,
  to,
  at,
  isOrdinary,
  error,
}: WrittenReceipt): string => `<?xml version="1.0" encoding="UTF-8"?>
<postacert tipo="${kind}" errore="${error ? 'altro' : 'nessuno'}">
  <intestazione>
    <mittente>comune@pec.example</mittente>
    <destinatari tipo="${isOrdinary ? 'esterno' : 'certificato'}">${to}</destinatari>
    <risposte>comune@pec.example</risposte>
    <oggetto>Comune: comunicazione</oggetto>
  </intestazione>
  <dati>
    <gestore-emittente>GESTORE DI PROVA</gestore-emittente>
    <data zona="+0000">
      <giorno>${two(at.getUTCDate())}/${two(at.getUTCMonth() + 1)}/${at.getUTCFullYear()}</giorno>
      <ora>${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())}</ora>
    </data>
    <identificativo>opec.${randomUUID()}@gestore.example</identificativo>
    <msgid>${about.replace('<', '&lt;').replace('>', '&gt;')}</msgid>
    ${kind === 'avvenuta-consegna' ? `<ricevuta tipo="completa"/>\n    <consegna>${to}</consegna>` : ''}
    ${kind.includes('errore') ? `<ricezione>${to}</ricezione>` : ''}
    ${error ? `<errore-esteso>${error}</errore-esteso>` : ''}
  </dati>
</postacert>`;

/** A PEC receipt as it lies in the mailbox, for the parts that are read: headers, text and certificate. */
export const pecReceipt = (receipt: WrittenReceipt): string => {
  const { kind, about, at, messageId = `<opec.${randomUUID()}@gestore.example>` } = receipt;
  return [
    `Message-ID: ${messageId}`,
    `X-Ricevuta: ${kind}`,
    `X-Riferimento-Message-ID: ${about}`,
    ...(kind === 'avvenuta-consegna' ? ['X-TipoRicevuta: completa'] : []),
    'From: posta-certificata@gestore.example',
    'To: comune@pec.example',
    `Subject: ${subjects[kind]}: Comune: comunicazione`,
    `Date: ${at.toUTCString().replace('GMT', '+0000')}`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary="confine"',
    '',
    '--confine',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Ricevuta del gestore.',
    '--confine',
    'Content-Type: application/xml; name="daticert.xml"',
    'Content-Disposition: attachment; filename="daticert.xml"',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(certificate(receipt))
      .toString('base64')
      .replace(/(.{76})/g, '$1\r\n'),
    '--confine--',
    '',
  ].join('\r\n');
};
