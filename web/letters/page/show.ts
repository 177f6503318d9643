import { may } from '../../../core/actor.js';
import type { Services } from '../../../core/services.js';
import type { CaseFile } from '../../../db/models/case-file.js';
import { Document } from '../../../db/models/document.js';
import type { Letter } from '../../../db/models/letter.js';
import { Registration } from '../../../db/models/registration.js';
import { dateInRome } from '../../../law/calendar.js';
import { signingOf } from '../../../papers/signing/configured.js';
import type { LetterCode } from '../../../templates/letter-codes.js';
import type { LetterData } from '../../../templates/letter-data.js';
import { auditReadOnce } from '../../cases/audit-read.js';
import type { Person } from '../../inbox/query.js';
import { render, type Page } from '../../page.js';
import type { Remade } from '../remake.js';
import { signingState } from '../signing/query.js';

/** What must be said when the page is shown again. */
export interface LetterRemarks {
  status?: number;
  remade?: Remade;
  /** Beside the file, or above the panel of the service. */
  errors?: { file?: string; service?: string };
}

/** Shows a letter as it is: its file, its signature, where it stands. */
export const showLetter = async (
  services: Services,
  ctx: Page,
  {
    actor,
    letter,
    file,
    remarks = {},
  }: { actor: Person; letter: Letter; file: CaseFile; remarks?: LetterRemarks },
): Promise<void> => {
  const { db, catalogue, clock, config } = services;
  const { t } = ctx.state;
  await auditReadOnce(services, ctx, { act: 'pratica.letta', caseId: file.id });
  const [signing, registration] = await Promise.all([
    signingState(db, letter.id),
    letter.registrationId ? Registration.query(db).findById(letter.registrationId) : undefined,
  ]);
  const isDraft = letter.status === 'draft';
  const current = isDraft ? signing?.documentId : undefined;
  const document = await Document.query(db).findById(
    current ?? letter.documentId ?? letter.draftDocumentId ?? '',
  );
  const { addressee, signer } = letter.data as unknown as LetterData;
  if (remarks.status) ctx.status = remarks.status;
  const isP7m = document?.mediaType === 'application/pkcs7-mime';
  const shown = isP7m ? signing?.documentId : document?.id;
  render(ctx, 'letters/page', {
    title: letter.subject,
    section: 'cases',
    crumbs: [
      { label: t('nav.cases'), href: '/cases' },
      { label: file.number, href: `/cases/${file.id}` },
      { label: letter.subject },
    ],
    letter,
    file,
    document,
    addressee,
    isDraft,
    protocol: registration ? registration.protocol : '',
    preview: shown ? { id: shown, title: letter.subject, isPdf: true } : null,
    signing,
    named: signer?.name ?? '',
    isCopyOfToday: signing ? dateInRome(signing.preparedAt) === dateInRome(clock.now()) : false,
    mustBeSigned: catalogue.municipality.signedDigitally.includes(letter.code as LetterCode),
    maySign: isDraft && may(actor, 'responsible'),
    service: signingOf({ config, clock })?.kind ?? null,
    remarks,
  });
};
