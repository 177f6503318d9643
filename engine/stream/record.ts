import { parse } from 'lossless-json';

export type Lane = 'now' | 'history';

/** One event of the engine, as its exporter wrote it. Keys and positions are text: they exceed 2^53. */
export interface EngineRecord {
  partition: number;
  position: string;
  valueType: string;
  intent: string;
  key: string;
  at: Date;
  value: Record<string, unknown>;
}

/** Whole numbers that a JavaScript number would change stay text. */
const exactNumber = (text: string): number | string => {
  const number = Number(text);
  return Number.isInteger(number) && !Number.isSafeInteger(number) ? text : number;
};

/** A field of a record as text; keys and positions are read so. @throws Error naming the field when it isn't there */
export const textOf = (value: Record<string, unknown>, field: string): string => {
  const found = value[field];
  if (typeof found !== 'string' && typeof found !== 'number') throw new Error(`the record has no ${field}`);
  return String(found);
};

/** A key that may be absent: the engine writes -1 for none. */
export const keyOf = (value: Record<string, unknown>, field: string): string | null => {
  const text = textOf(value, field);
  return text.startsWith('-') ? null : text;
};

export const numberOf = (value: Record<string, unknown>, field: string): number =>
  Number(textOf(value, field));

/** @throws Error when the line isn't a record of the engine */
export const parseRecord = (line: string): EngineRecord => {
  const raw = parse(line, null, exactNumber) as Record<string, unknown>;
  const { value } = raw;
  if (typeof value !== 'object' || value === null) throw new Error('the record has no value');
  return {
    partition: numberOf(raw, 'partitionId'),
    position: textOf(raw, 'position'),
    valueType: textOf(raw, 'valueType'),
    intent: textOf(raw, 'intent'),
    key: textOf(raw, 'key'),
    at: new Date(numberOf(raw, 'timestamp')),
    value: value as Record<string, unknown>,
  };
};

/** Position as a number that compares; positions of one partition only. */
export const positionOf = ({ position }: EngineRecord): bigint => BigInt(position);
