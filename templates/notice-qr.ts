import { qrDrawing } from './qr-drawing.js';

/**
 * The text that pagoPA's readers want in the QR code of a notice: version, notice number, creditor's tax code, amount in
 * cents without separators (SANP, avviso di pagamento analogico).
 */
export const noticeQrText = ({
  noticeNumber,
  taxCode,
  cents,
}: {
  noticeNumber: string;
  taxCode: string;
  cents: number;
}): string => `PAGOPA|002|${noticeNumber}|${taxCode}|${cents}`;

/** The drawing of a notice's code. */
export const noticeQr = (notice: Parameters<typeof noticeQrText>[0]): string =>
  qrDrawing(noticeQrText(notice));
