import { InputError, NotFoundError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import { draftById } from '../../../db/transactions/workshop/draft.js';
import { draftFile, draftFiles, saveDraftFile } from '../../../db/transactions/workshop/draft-files.js';
import { letterCodes } from '../../../templates/letter-codes.js';
import { field } from '../../form-body.js';
import { actorOf, formOf, redirectWith, uuidParam, type Page, type PageRouter } from '../../page.js';
import { nameParam } from '../editors/open-file.js';
import { addedKinds, endings, newContent, type AddedKind } from './contents.js';

const kindOf = (value: string | undefined): AddedKind => {
  const kind = addedKinds.find((one) => one === value);
  if (!kind) throw new NotFoundError('Tipo di file');
  return kind;
};

const pathOf = (kind: AddedKind, name: string): string => `${kind}/${name}${endings[kind]}`;

/** Forms and decisions are named in diagrams, scenarios in reports: plain names, as those there are. */
const demandName = (kind: AddedKind, name: string, taken: readonly string[]): void => {
  const isPossible =
    kind === 'letters'
      ? (letterCodes as readonly string[]).includes(name)
      : /^[a-z][a-z0-9-]{0,59}$/.test(name);
  if (!isPossible)
    throw new InputError({
      name: 'Un nome ha lettere minuscole, cifre e trattini, e comincia con una lettera.',
    });
  if (taken.includes(pathOf(kind, name))) throw new InputError({ name: 'C’è già un file con questo nome.' });
};

/** Adding a file to a draft, empty or as a copy, and taking one away; what is taken away stays in the draft's past. */
export const addNewFiles = (router: PageRouter, services: Services): void => {
  const { db } = services;

  router.post('/workshop/drafts/:draftId/files', async (ctx) => {
    const page = ctx as Page;
    const draft = await draftById(db, uuidParam(page, 'draftId', 'Bozza'));
    const form = formOf(page);
    const kind = kindOf(field(form, 'kind'));
    const name = field(form, 'name');
    const files = await draftFiles(db, draft.id);
    demandName(kind, name, Object.keys(files));
    const content = files[pathOf(kind, field(form, 'copy'))] ?? newContent[kind](name);
    await saveDraftFile(services, actorOf(page), {
      draftId: draft.id,
      path: pathOf(kind, name),
      content,
      revision: 0,
    });
    redirectWith(page, `/workshop/drafts/${draft.id}/${kind}/${name}`, 'workshop.editor.added', { name });
  });

  router.post('/workshop/drafts/:draftId/:kind/:name/remove', async (ctx) => {
    const page = ctx as Page;
    const draft = await draftById(db, uuidParam(page, 'draftId', 'Bozza'));
    const name = nameParam(page, 'name');
    const path = pathOf(kindOf(page.params['kind']), name);
    const { revision } = await draftFile(db, draft.id, path);
    await saveDraftFile(services, actorOf(page), { draftId: draft.id, path, content: null, revision });
    redirectWith(page, `/workshop/drafts/${draft.id}`, 'workshop.editor.removed', { name });
  });
};
