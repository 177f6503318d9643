import type { ParsedUrlQuery } from 'node:querystring';
import type { JsonObject } from '../../../core/json.js';
import type { Services } from '../../../core/services.js';
import type { CaseFile } from '../../../db/models/case-file.js';
import type { CaseWork } from '../../../db/transactions/casework/change-case.js';
import type { FormComponent } from '../../../processes/catalogue/bundle.js';
import type { Params, Translate } from '../../i18n.js';
import type { Person } from '../../inbox/query.js';

/** A case and who wants to do something with it. */
export interface Asked {
  services: Services;
  actor: Person;
  file: CaseFile;
  /** What the address says besides: which party, which tag. */
  query: ParsedUrlQuery;
  t: Translate;
  /** What has been typed so far: a question may depend on it. */
  typed: JsonObject;
}

/** Clean answers, ready to be acted on. */
export interface Sent extends Asked {
  data: JsonObject;
  work: CaseWork;
}

/** Where to go after it is done, and what to say; the case's page and `casework.<name>.done` without more. */
export interface Done {
  to?: string;
  params?: Params;
}

/**
 * Something to do with a case beside its diagram. Each has one page of its own at `/cases/<id>/work/<name>`, so that the
 * case's page stays readable; its words are the messages `casework.<name>.title`, `.lead`, `.go` and `.done`.
 */
export interface CaseAction {
  name: string;
  may(actor: Person, file: CaseFile): boolean;
  /** No questions: a button on the case's page does it. */
  questions?(asked: Asked): FormComponent[] | Promise<FormComponent[]>;
  run(sent: Sent): Promise<Done | undefined>;
}

/** One value of the address, empty when it isn't there. */
export const param = ({ query }: Asked, name: string): string => {
  const value = query[name];
  return typeof value === 'string' ? value : '';
};

/** An answer as text. */
export const answerOf = (data: JsonObject, key: string): string => {
  const value = data[key];
  return typeof value === 'string' ? value : '';
};

/** Why it is done: asked by every action that takes something from somebody. */
export const reasonQuestion = ({ t }: Asked): FormComponent => ({
  type: 'textarea',
  key: 'reason',
  label: t('casework.reason'),
  description: t('casework.reason.hint'),
  validate: { required: true, maxLength: 1000 },
});
