import { toString } from 'qrcode';

/** A picture of an address that a phone reads: a person takes the appointment along without typing. */
export const calendarCode = async (address: string): Promise<string> =>
  `data:image/svg+xml,${encodeURIComponent(await toString(address, { type: 'svg', margin: 1 }))}`;
