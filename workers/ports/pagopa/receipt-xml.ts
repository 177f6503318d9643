import { JSDOM } from 'jsdom';
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { Receipt } from '../../../db/transactions/payments/receive-receipt.js';

const receiptSchema = z.object({
  receiptId: z.string().min(1),
  creditorReferenceId: z.string().min(1),
  outcome: z.string(),
  paymentAmount: z.string().regex(/^\d+\.\d{2}$/),
  PSPCompanyName: z.string().min(1),
  paymentDateTime: z.string().min(10),
});

/** Without a zone the platform means the time in Italy. */
const momentOf = (text: string): Date => {
  const hasZone = /(Z|[+-]\d{2}:\d{2})$/.test(text);
  const moment = hasZone
    ? Temporal.Instant.from(text)
    : Temporal.PlainDateTime.from(text).toZonedDateTime('Europe/Rome').toInstant();
  return new Date(moment.epochMilliseconds);
};

/**
 * Reads a receipt as pagoPA gives it: `ctReceipt` or `ctReceiptV2` of paForNode.xsd, in whatever envelope.
 * @returns null for one whose outcome isn't a payment
 * @throws Error when it is no such receipt
 */
export const readReceipt = (xml: string): Receipt | null => {
  if (/<!DOCTYPE|<!ENTITY/i.test(xml)) throw new Error('a receipt has no DOCTYPE');
  const { document } = new JSDOM(xml, { contentType: 'application/xml' }).window;
  const receipt = [...document.getElementsByTagNameNS('*', 'receipt')][0] ?? document.documentElement;
  const child = (parent: Element | undefined, name: string): string | undefined =>
    [...(parent?.children ?? [])].find(({ localName }) => localName === name)?.textContent?.trim();
  const fields = receiptSchema.parse(
    Object.fromEntries(Object.keys(receiptSchema.shape).map((name) => [name, child(receipt, name)])),
  );
  if (fields.outcome !== 'OK') return null;
  const payer = [...receipt.children].find(({ localName }) => localName === 'payer');
  const identifier = [...(payer?.children ?? [])].find(({ localName }) => localName === 'uniqueIdentifier');
  return {
    iuv: fields.creditorReferenceId,
    receiptId: fields.receiptId,
    cents: Number(fields.paymentAmount.replace('.', '')),
    payerName: child(payer, 'fullName') ?? null,
    payerTaxCode: child(identifier, 'entityUniqueIdentifierValue') ?? null,
    provider: fields.PSPCompanyName,
    paidAt: momentOf(fields.paymentDateTime),
    simulated: false,
  };
};
