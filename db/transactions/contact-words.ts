/** How a person reached the Comune. */
export const channels = ['desk', 'phone', 'email', 'pec', 'post'] as const;
export type Channel = (typeof channels)[number];

/** For whom the person speaks. */
export const capacities = ['self', 'delegate', 'other'] as const;
export type Capacity = (typeof capacities)[number];

/** How a contact ends, in the order of how often it does. */
export const outcomes = [
  { id: 'answered', wantsCase: false },
  { id: 'case-continued', wantsCase: true },
  { id: 'case-opened', wantsCase: true },
  { id: 'asked-office', wantsCase: false },
  { id: 'sent-elsewhere', wantsCase: false },
  { id: 'left', wantsCase: false },
] as const;
export type Outcome = (typeof outcomes)[number]['id'];

/** What became of one thing asked in a contact. */
export type ItemOutcome = 'noted' | 'answered' | 'asked-office' | 'case-opened';

const oneOf =
  <T extends string>(known: readonly T[]) =>
  (value: string): T | undefined =>
    known.find((candidate) => candidate === value);

export const asChannel = oneOf(channels);
export const asCapacity = oneOf(capacities);
export const asOutcome = oneOf(outcomes.map(({ id }) => id));
