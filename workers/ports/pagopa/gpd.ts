import type { Knex } from 'knex';
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { PaymentNotice } from '../../../db/models/payment-notice.js';
import type { Receipt } from '../../../db/transactions/payments/receive-receipt.js';
import { dateInRome } from '../../../law/calendar.js';
import { shiftDate } from '../../../law/holidays.js';
import type { Municipality } from '../../../processes/catalogue/municipality.js';
import { NeedsPerson, Unavailable } from '../../errors.js';
import type { Pagopa } from './port.js';
import { readReceipt } from './receipt-xml.js';

export interface GpdSettings {
  /** Of the platform, without path. */
  url: string;
  key: string;
  receiptsKey: string;
}

const patienceMs = 15_000;
const pageSize = 100;
/** How far back receipts are looked for again: the platform may tell one late. */
const lookBackDays = 30;

const listSchema = z.object({ receipts_list: z.array(z.looseObject({ iuv: z.string() })) });

/** The debt's own name at the platform: unique there, so it begins with the creditor's tax code. */
const iupdOf = ({ iuv }: PaymentNotice, { taxCode }: Municipality): string => `${taxCode}-${iuv}`;

/** End of the due day, in Italy, as the platform writes moments: local time without a zone. */
const endOf = (day: string): string => `${day}T23:59:59`;

/**
 * pagoPA's debt positions and receipts over HTTP (SANP, «Gestione posizioni debitorie», interface version 1: gpd.json and
 * gpd_payments.json in pagopa/pagopa-api). A small Comune uses it rather than the SOAP services of a broker's station:
 * every call goes out from here, so nothing has to be opened to the internet, and PagoPA answers the payers itself.
 */
export const gpdPagopa = ({ url, key, receiptsKey }: GpdSettings): Pagopa => {
  const ask = async (path: string, subscriptionKey: string, options: RequestInit = {}): Promise<Response> => {
    const response = await fetch(`${url.replace(/\/+$/, '')}${path}`, {
      ...options,
      headers: { 'Ocp-Apim-Subscription-Key': subscriptionKey, 'Content-Type': 'application/json' },
      signal: AbortSignal.timeout(patienceMs),
    }).catch(() => {
      throw new Unavailable('pagoPA non risponde.');
    });
    if (response.status === 429 || response.status >= 500) throw new Unavailable('pagoPA non risponde.');
    if (response.status === 401 || response.status === 403) {
      throw new NeedsPerson(
        'pagoPA rifiuta la chiave del Comune: l’amministratore controlla PAGOPA_KEY e le abilitazioni, poi ritenta.',
      );
    }
    return response;
  };
  const positions = ({ taxCode }: Municipality): string =>
    `/gpd/debt-positions-service/v1/organizations/${taxCode}/debtpositions`;
  const receipts = ({ taxCode }: Municipality): string =>
    `/gpd/payments-receipts-service/v1/payments/${taxCode}/receipts`;
  const ownCodes = ({ payments }: Municipality): string => payments?.segregationCode ?? '';

  const unknownIuvs = async (db: Knex, municipality: Municipality, at: Date): Promise<string[]> => {
    const from = shiftDate(dateInRome(at), -lookBackDays);
    const told: string[] = [];
    for (let page = 0; ; page += 1) {
      const query = new URLSearchParams({
        pageNum: String(page),
        pageSize: String(pageSize),
        from,
        segregationCodes: ownCodes(municipality),
      });
      const response = await ask(`${receipts(municipality)}?${query}`, receiptsKey);
      if (response.status === 404) break; // so it says that there are none
      const { receipts_list: list } = listSchema.parse(await response.json());
      told.push(...list.map(({ iuv }) => iuv));
      if (list.length < pageSize) break;
    }
    const known = (await db('payment_receipt').whereIn('iuv', told).distinct().pluck('iuv')) as string[];
    return [...new Set(told)].filter((iuv) => !known.includes(iuv));
  };

  return {
    isSimulation: false,

    async publish(_db, notice, municipality) {
      const response = await ask(`${positions(municipality)}?toPublish=true`, key, {
        method: 'POST',
        body: JSON.stringify(positionOf(notice, municipality)),
      });
      if (response.ok || response.status === 409) return; // 409: there already
      throw new NeedsPerson(
        `pagoPA non accetta l’avviso (risposta ${response.status}): controlla in comune.yaml IBAN, categoria e codice di segregazione, poi ritenta.`,
      );
    },

    async withdraw(_db, notice, municipality) {
      const path = `${positions(municipality)}/${iupdOf(notice, municipality)}/invalidate`;
      const response = await ask(path, key, { method: 'POST' });
      if (response.ok || response.status === 404 || response.status === 409) return; // gone, or paid: the receipt comes
      throw new NeedsPerson(
        `pagoPA non ritira l’avviso (risposta ${response.status}): guarda la posizione sul sito di pagoPA, poi ritenta.`,
      );
    },

    async newReceipts(db, municipality, at) {
      const found: Receipt[] = [];
      for (const iuv of await unknownIuvs(db, municipality, at)) {
        const query = new URLSearchParams({ segregationCodes: ownCodes(municipality) });
        const response = await ask(`${receipts(municipality)}/${iuv}?${query}`, receiptsKey);
        if (!response.ok) continue; // told in the list, not there yet: the next turn asks again
        const receipt = readReceipt(await response.text());
        if (receipt) found.push(receipt);
      }
      return found;
    },
  };
};

/** `PaymentPositionModel`: one debt, one way to pay it, one transfer to the Comune's account. */
const positionOf = (notice: PaymentNotice, municipality: Municipality): object => {
  const { taxCode, name, payments } = municipality;
  return {
    iupd: iupdOf(notice, municipality),
    type: notice.debtorKind,
    fiscalCode: notice.debtorTaxCode ?? 'ANONIMO',
    fullName: notice.debtorName.slice(0, 70),
    companyName: name,
    switchToExpired: false, // after the due date it can still be paid: whether that helps, the case says
    validityDate: null,
    paymentOption: [
      {
        iuv: notice.iuv,
        nav: notice.noticeNumber,
        amount: notice.amountCents,
        description: notice.subject,
        isPartialPayment: false,
        dueDate: endOf(notice.dueOn),
        retentionDate: endOf(Temporal.PlainDate.from(notice.dueOn).add({ years: 1 }).toString()),
        fee: 0,
        transfer: [
          {
            idTransfer: '1',
            amount: notice.amountCents,
            organizationFiscalCode: taxCode,
            remittanceInformation: notice.subject,
            category: payments?.category ?? '',
            iban: payments?.iban ?? '',
          },
        ],
      },
    ],
  };
};
