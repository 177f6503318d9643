import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

interface Option {
  iuv: string;
  nav: string;
  amount: number;
  description: string;
  dueDate: string;
  isPartialPayment: boolean;
  transfer: {
    idTransfer: string;
    amount: number;
    category: string;
    remittanceInformation: string;
    iban: string;
  }[];
}
interface Position {
  iupd: string;
  type: 'F' | 'G';
  fiscalCode: string;
  fullName: string;
  companyName: string;
  switchToExpired: boolean;
  paymentOption: Option[];
}

/** pagoPA's debt positions and receipts (gpd.json, gpd_payments.json), as far as they matter here, over HTTP. */
export interface PagopaDouble {
  url: string;
  /** By IUPD. */
  positions: Map<string, Position & { status: 'VALID' | 'INVALID' | 'PAID' }>;
  /** What was asked, method and path. */
  asked: string[];
  /** Somebody pays at a provider, by notice number; the platform refuses a debt that isn't payable. */
  pay(noticeNumber: string, payment: { receiptId: string; payer: string; at: string }): void;
  /** Answers every call with this status until it is null again. */
  failWith: number | null;
  close(): Promise<void>;
}

export const pagopaKeys = { key: 'chiave-posizioni', receiptsKey: 'chiave-ricevute' };

/** Required by PaymentPositionModel, PaymentOptionModel and TransferModel; sums must agree. */
const faultOf = ({ paymentOption: [option], ...position }: Position): string | null => {
  const required = ['iupd', 'type', 'fiscalCode', 'fullName', 'companyName'] as const;
  const missing = required.find((name) => !position[name]);
  if (missing) return missing;
  if (typeof position.switchToExpired !== 'boolean') return 'switchToExpired';
  if (!option || !/^\d{17}$/.test(option.iuv) || option.nav !== `3${option.iuv}`) return 'iuv';
  if (!Number.isInteger(option.amount) || option.amount <= 0) return 'amount';
  if (!option.description || option.description.length > 140) return 'description';
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(option.dueDate)) return 'dueDate';
  const sum = option.transfer.reduce((total, { amount }) => total + amount, 0);
  if (sum !== option.amount) return 'transfer';
  return option.transfer.every(({ iban, category }) => /^IT\w{25}$/.test(iban) && category) ? null : 'iban';
};

const escaped = (text: string): string => text.replace(/[<>&]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** `paSendRTV2Request` of paForNode.xsd. */
const receiptXml = (
  option: Option,
  { receiptId, payer, at }: { receiptId: string; payer: string; at: string },
): string => `<?xml version="1.0" encoding="UTF-8"?>
<pafn:paSendRTV2Request xmlns:pafn="http://pagopa-api.pagopa.gov.it/pa/paForNode.xsd">
  <idPA>00284720356</idPA><idBrokerPA>15376371009</idBrokerPA><idStation>15376371009_01</idStation>
  <receipt>
    <receiptId>${receiptId}</receiptId><noticeNumber>${option.nav}</noticeNumber><fiscalCode>00284720356</fiscalCode>
    <outcome>OK</outcome><creditorReferenceId>${option.iuv}</creditorReferenceId>
    <paymentAmount>${(option.amount / 100).toFixed(2)}</paymentAmount><description>${escaped(option.description)}</description>
    <companyName>Comune</companyName>
    <debtor><uniqueIdentifier><entityUniqueIdentifierType>F</entityUniqueIdentifierType><entityUniqueIdentifierValue>ANONIMO</entityUniqueIdentifierValue></uniqueIdentifier><fullName>Debitore</fullName></debtor>
    <transferList><transfer><idTransfer>1</idTransfer><transferAmount>${(option.amount / 100).toFixed(2)}</transferAmount><fiscalCodePA>00284720356</fiscalCodePA><remittanceInformation>x</remittanceInformation><transferCategory>x</transferCategory></transfer></transferList>
    <idPSP>PSP1</idPSP><PSPCompanyName>Banca Prova</PSPCompanyName><idChannel>C1</idChannel><channelDescription>app</channelDescription>
    <payer><uniqueIdentifier><entityUniqueIdentifierType>F</entityUniqueIdentifierType><entityUniqueIdentifierValue>RSSMRA79B11C566R</entityUniqueIdentifierValue></uniqueIdentifier><fullName>${escaped(payer)}</fullName></payer>
    <paymentDateTime>${at}</paymentDateTime><applicationDate>2026-05-04</applicationDate><transferDate>2026-05-05</transferDate>
  </receipt>
</pafn:paSendRTV2Request>`;

/** Starts one on a free port. */
export const startPagopaDouble = async (): Promise<PagopaDouble> => {
  const positions: PagopaDouble['positions'] = new Map();
  const receipts = new Map<string, string>();
  const asked: string[] = [];

  const answer = async (request: IncomingMessage): Promise<[number, string]> => {
    const url = new URL(request.url ?? '', 'http://pagopa');
    asked.push(`${request.method ?? ''} ${url.pathname}`);
    if (double.failWith !== null) return [double.failWith, ''];
    const key = request.headers['ocp-apim-subscription-key'];
    const debts =
      /^\/gpd\/debt-positions-service\/v1\/organizations\/00284720356\/debtpositions(?:\/([^/]+)\/invalidate)?$/.exec(
        url.pathname,
      );
    if (debts && request.method === 'POST') {
      if (key !== pagopaKeys.key) return [401, ''];
      return debts[1] === undefined ? create(request, url) : invalidate(debts[1]);
    }
    const told = /^\/gpd\/payments-receipts-service\/v1\/payments\/00284720356\/receipts(?:\/(\d+))?$/.exec(
      url.pathname,
    );
    if (!told || request.method !== 'GET') return [404, ''];
    if (key !== pagopaKeys.receiptsKey) return [401, ''];
    if (told[1]) return receipts.has(told[1]) ? [200, receipts.get(told[1]) ?? ''] : [404, ''];
    if (!url.searchParams.has('pageNum')) return [400, ''];
    const size = Number(url.searchParams.get('pageSize') ?? 50);
    const from = Number(url.searchParams.get('pageNum')) * size;
    const page = [...receipts.keys()].slice(from, from + size);
    if (receipts.size === 0) return [404, ''];
    return [200, JSON.stringify({ receipts_list: page.map((iuv) => ({ iuv, status: 'PAID' })) })];
  };

  const create = async (request: IncomingMessage, url: URL): Promise<[number, string]> => {
    const position = (await json(request)) as Position;
    const fault = faultOf(position);
    if (fault) return [400, fault];
    if (positions.has(position.iupd)) return [409, ''];
    if (url.searchParams.get('toPublish') !== 'true') return [400, 'toPublish'];
    positions.set(position.iupd, { ...position, status: 'VALID' });
    return [201, JSON.stringify(position)];
  };

  const invalidate = (iupd: string): [number, string] => {
    const position = positions.get(iupd);
    if (!position) return [404, ''];
    if (position.status !== 'VALID') return [409, ''];
    position.status = 'INVALID';
    return [200, ''];
  };

  const server = createServer((request, response) => {
    void answer(request).then(([status, body]) => response.writeHead(status).end(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const double: PagopaDouble = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    positions,
    asked,
    failWith: null,
    pay(noticeNumber, payment) {
      const position = [...positions.values()].find(
        ({ paymentOption: [option] }) => option?.nav === noticeNumber,
      );
      const option = position?.paymentOption[0];
      if (!position || !option || position.status !== 'VALID') throw new Error('PAA_PAGAMENTO_SCONOSCIUTO');
      position.status = 'PAID';
      receipts.set(option.iuv, receiptXml(option, payment));
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return double;
};
