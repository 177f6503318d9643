/** What JSON can hold: the only values that cross into templates, the engine and jsonb columns. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type JsonObject = Record<string, Json>;
