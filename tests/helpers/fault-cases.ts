/**
 * How many cases run while parts are killed: enough that every kill falls among them, few enough for the suite's quarter of
 * an hour. `SPORTELLO_FAULT_CASES=500 npx vitest run --project engine tests/faults` runs as many as a Comune has.
 */
export const faultCases = Number(process.env['SPORTELLO_FAULT_CASES'] ?? 60);
