/** A comune or a foreign state, now or once, with its cadastral code (the one in the tax code). */
export interface Place {
  /** Cadastral code: `B893`; of foreign states `Z…`. */
  code: string;
  name: string;
  /** `RE`; null abroad. */
  province: string | null;
  /** ISO days; `until` is null while the place exists. */
  from: string;
  until: string | null;
  /** Of a comune that exists today, when the list knows it. */
  istatCode: string | null;
  /** Postal codes; several in large towns, none for former comuni and abroad. */
  postalCodes: string[];
}

/** As a list shows it and as it can be typed: `Casalgrande (RE)`, `Francia`. */
export const placeLabel = ({ name, province }: Place): string => (province ? `${name} (${province})` : name);

/** `casalgrande` for every way of writing it: without accents, capitals, apostrophes and blanks. */
export const placeKey = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/[^a-zA-Z]/g, '')
    .toLowerCase();
