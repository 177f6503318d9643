import { createHash } from 'node:crypto';
import { InputError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import { Party } from '../../../db/models/party.js';
import { heldPower } from '../../../db/party-powers.js';
import type { ImportedApplication } from '../../../db/transactions/import-application.js';
import { checkParty, type PartyInput } from '../../../db/transactions/party-input.js';
import { dateInRome } from '../../../law/calendar.js';
import type { ProcedureVersion } from '../../../processes/catalogue/catalogue.js';
import { parseForm } from '../../forms/parse.js';
import { readDate } from '../../forms/read-value.js';
import { casesOfRow, type RowCases } from './query.js';

/** One row of a list, looked at: what it would do, or what is wrong with it. */
export interface CheckedRow extends RowCases {
  line: number;
  principal: string;
  /** Not in the data bank yet: the import adds it. */
  isNew: boolean;
  /** A procura that holds is on file; otherwise the list's own is noted. */
  isHeld: boolean;
  errors: { column: string; error: string }[];
  application: ImportedApplication;
}

interface List {
  studioId: string;
  version: ProcedureVersion;
  text: string;
  rows: { line: number; values: Record<string, string> }[];
}

/** Column of each of a party's fields. */
const partyColumns: Record<string, string> = {
  taxCode: 'codice_fiscale',
  familyName: 'cognome',
  givenName: 'nome',
  organisationName: 'denominazione',
  birthDate: 'data_di_nascita',
};

const principalOf = (values: Record<string, string>): PartyInput & { taxCode: string } => ({
  kind: values['denominazione'] ? 'company' : 'person',
  taxCode: (values['codice_fiscale'] ?? '').toUpperCase().replace(/\s/g, ''),
  familyName: values['cognome'],
  givenName: values['nome'],
  organisationName: values['denominazione'],
  birthDate: readDate(values['data_di_nascita'] ?? '') ?? values['data_di_nascita'],
});

/** A list sent twice on one day is the same list: its rows have the same tokens. */
const tokenOf = ({ studioId, version, text }: List, today: string, line: number): string =>
  `import ${createHash('sha256')
    .update(JSON.stringify([studioId, version.procedureId, today, text.trim()]))
    .digest('hex')} ${line}`;

/** Looks at every row without keeping anything. */
export const checkRows = async (services: Services, list: List): Promise<CheckedRow[]> => {
  const today = dateInRome(services.clock.now());
  const checked: CheckedRow[] = [];
  for (const row of list.rows) checked.push(await checkRow(services, list, row, today));
  return checked;
};

const checkRow = async (
  services: Services,
  list: List,
  { line, values }: List['rows'][number],
  today: string,
): Promise<CheckedRow> => {
  const { db } = services;
  const { studioId, version } = list;
  const principal = principalOf(values);
  const known = principal.taxCode ? await Party.holderOf(db, principal.taxCode) : undefined;
  const acting = { agentId: studioId, procedureId: version.procedureId, on: today };
  const held = known ? await heldPower(db, { ...acting, principalId: known.id }) : null;
  const procura = {
    scope: values['procura_per'] ?? '',
    validFrom: readDate(values['procura_dal'] ?? '') ?? (values['procura_dal'] || today),
    validTo: values['procura_al'] ? (readDate(values['procura_al']) ?? values['procura_al']) : null,
  };
  const form = answersOf(version, values);
  const token = tokenOf(list, today, line);
  const errors = [
    ...(known ? [] : await partyErrors(principal, today)),
    ...(held ? [] : procuraErrors(procura, today)),
    ...(known?.id === studioId
      ? [{ column: 'codice_fiscale', error: 'È lo studio stesso: per sé non serve una procura.' }]
      : []),
    ...Object.entries(form.errors).map(([column, error]) => ({ column, error })),
  ];
  return {
    line,
    principal:
      known?.displayName ||
      [values['denominazione'], values['cognome'], values['nome']].filter(Boolean).join(' '),
    isNew: !known,
    isHeld: held !== null,
    errors,
    ...(await casesOfRow(db, { token, principalId: known?.id, procedureId: version.procedureId })),
    application: {
      agentId: studioId,
      principal,
      procura: held ? null : procura,
      procedureId: version.procedureId,
      procedureVersionId: version.id,
      application: form.data,
      token,
    },
  };
};

const answersOf = (version: ProcedureVersion, values: Record<string, string>) => {
  const schema = version.bundle.forms[version.sheet.applicationForm];
  if (!schema) throw new Error(`${version.procedureId} has no form ${version.sheet.applicationForm}`);
  return parseForm(schema, new URLSearchParams(values), { attachments: {} });
};

const partyErrors = async (principal: PartyInput, today: string): Promise<CheckedRow['errors']> => {
  try {
    await checkParty(principal, today);
    return [];
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return Object.entries(error.fields).map(([name, sentence]) => ({
      column: partyColumns[name] ?? name,
      error: sentence,
    }));
  }
};

const procuraErrors = (
  { scope, validFrom, validTo }: { scope: string; validFrom: string; validTo: string | null },
  today: string,
): CheckedRow['errors'] => {
  const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text);
  const wrong = (column: string, error: string) => [{ column, error }];
  if (!scope) return wrong('procura_per', 'Manca la procura: scrivi per che cosa vale.');
  if (!isDay(validFrom)) return wrong('procura_dal', 'La data non esiste: scrivi gg/mm/aaaa.');
  if (validTo && !isDay(validTo)) return wrong('procura_al', 'La data non esiste: scrivi gg/mm/aaaa.');
  if (validFrom > today) return wrong('procura_dal', 'La procura non vale ancora.');
  if (validTo && validTo < today)
    return wrong('procura_al', 'La procura è scaduta: ne serve una che valga oggi.');
  return [];
};
