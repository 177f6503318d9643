import { z } from 'zod';
import { InputError } from '../../core/errors.js';
import { checkTaxCode } from '../../law/codice-fiscale.js';
import { checkVatNumber } from '../../law/partita-iva.js';
import { placeLabel } from '../../law/places/place.js';
import { readPlace } from '../../law/places/places.js';
import { isNatural, partyKinds } from '../models/party.js';

const text = z
  .string()
  .trim()
  .max(200, 'Al massimo 200 caratteri.')
  .nullish()
  .transform((value) => value || null);
const isoDate = z
  .string()
  .nullish()
  .transform((value) => value || null)
  .refine(
    (value) => value === null || z.iso.date().safeParse(value).success,
    'La data non esiste: scrivi gg/mm/aaaa.',
  );
const mail = (sentence: string) =>
  text.refine((value) => value === null || z.email().safeParse(value).success, sentence);
const oneOf = <const T extends string>(...values: T[]) =>
  z
    .union([z.literal(''), z.enum(values)], 'Scegli una delle risposte proposte.')
    .nullish()
    .transform((value) => value || null);

const partySchema = z
  .object({
    kind: z.enum(partyKinds),
    givenName: text,
    familyName: text,
    organisationName: text,
    taxCode: text.transform((value) => value?.toUpperCase().replace(/\s/g, '') ?? null),
    noCodeReason: text,
    codeFollow: oneOf('awaited', 'never'),
    vatNumber: text,
    foreignCode: text.transform((value) => value?.toUpperCase() ?? null),
    foreignCountry: text,
    sex: oneOf('F', 'M'),
    birthDate: isoDate,
    birthPlace: text,
    email: mail('L’indirizzo di posta non è completo.'),
    pec: mail('L’indirizzo PEC non è completo.'),
    pecSource: oneOf('declared', 'inad', 'ini-pec', 'ipa'),
    phone: text,
    secondPhone: text,
    street: text,
    postalCode: text,
    municipality: text,
    province: text.transform((value) => value?.toUpperCase() ?? null),
    country: text,
    language: text.transform((value) => value ?? 'it'),
    deskNotes: z
      .string()
      .trim()
      .max(2000, 'Al massimo 2.000 caratteri.')
      .nullish()
      .transform((value) => value || null),
  })
  .superRefine((party, context) => {
    const wrong = (field: string, message: string): void =>
      context.addIssue({ code: 'custom', path: [field], message });
    const natural = isNatural(party.kind);
    if (natural && !party.familyName) wrong('familyName', 'Scrivi il cognome.');
    if (!natural && !party.organisationName) wrong('organisationName', 'Scrivi la denominazione.');
    if (!party.taxCode && !party.noCodeReason) {
      wrong('taxCode', 'Scrivi il codice fiscale, oppure spiega sotto perché manca.');
    }
    const judged = party.taxCode ? checkTaxCode(party.taxCode) : null;
    if (judged && !judged.ok) wrong('taxCode', judged.reason);
    else if (judged && !natural && judged.kind !== 'number') {
      wrong('taxCode', 'Questo è il codice di una persona: quello di un’impresa o di un ente ha 11 cifre.');
    }
    const vat = party.vatNumber ? checkVatNumber(party.vatNumber) : null;
    if (vat && !vat.ok) wrong('vatNumber', vat.reason);
    if (party.foreignCode && !party.foreignCountry)
      wrong('foreignCountry', 'Scrivi quale Stato ha rilasciato il codice.');
    if (!party.country && party.postalCode && !/^\d{5}$/.test(party.postalCode))
      wrong('postalCode', 'Il CAP ha cinque cifre.');
  });

export type PartyInput = z.input<typeof partySchema>;

/** What may be kept: the party's own columns, and the codes that have a table of their own. */
export interface CheckedParty {
  columns: Omit<z.output<typeof partySchema>, 'vatNumber' | 'foreignCode' | 'foreignCountry'> & {
    birthPlaceCode: string | null;
    municipalityCode: string | null;
  };
  codes: { vatNumber: string | null; foreign: { value: string; country: string } | null };
}

/**
 * Finds a typed place in the list; words it doesn't know are kept as they are.
 * @throws InputError when several existed on that day
 */
const placeOf = async (field: string, typed: string | null, on: string, province?: string | null) => {
  const reading = typed ? await readPlace(typed, on, province) : { unknown: true as const };
  if ('choices' in reading) {
    const names = reading.choices.map(placeLabel).join(', ');
    throw new InputError({
      [field]: `Ci sono più luoghi con questo nome: ${names}. Scrivi anche la sigla della provincia.`,
    });
  }
  return 'place' in reading ? reading.place : null;
};

/**
 * Checks what was typed of a party and completes what follows from it: cadastral codes, province and a single CAP.
 * @param today ISO day, for places that have changed names
 * @throws InputError with a sentence beside each wrong field
 */
export const checkParty = async (input: PartyInput, today: string): Promise<CheckedParty> => {
  const result = partySchema.safeParse(input);
  if (!result.success) {
    throw new InputError(
      Object.fromEntries(result.error.issues.map((issue) => [String(issue.path[0] ?? ''), issue.message])),
    );
  }
  const { vatNumber, foreignCode, foreignCountry, ...party } = result.data;
  const birthPlace = await placeOf('birthPlace', party.birthPlace, party.birthDate ?? today);
  const home = party.country
    ? null
    : await placeOf('municipality', party.municipality, today, party.province);
  const [onlyCode, ...otherCodes] = home?.postalCodes ?? [];
  const vat = vatNumber ? checkVatNumber(vatNumber) : null;
  return {
    columns: {
      ...party,
      codeFollow: party.taxCode ? null : (party.codeFollow ?? 'awaited'),
      birthPlace: birthPlace ? placeLabel(birthPlace) : party.birthPlace,
      birthPlaceCode: birthPlace?.code ?? null,
      municipality: home?.name ?? party.municipality,
      municipalityCode: home?.code ?? null,
      province: party.province ?? home?.province ?? null,
      postalCode: party.postalCode ?? (onlyCode && otherCodes.length === 0 ? onlyCode : null),
    },
    codes: {
      vatNumber: vat?.ok ? vat.digits : null,
      foreign: foreignCode && foreignCountry ? { value: foreignCode, country: foreignCountry } : null,
    },
  };
};
