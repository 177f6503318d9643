import { NotFoundError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import { fieldsOfLetter } from '../../../processes/catalogue/letters/letter-fields.js';
import { offeredFields, type OfferedGroup } from '../../../processes/catalogue/letters/offered-fields.js';
import { sampleTastes, type SampleTaste } from '../../../processes/catalogue/letters/sample-answers.js';
import { letterCodes, type LetterCode } from '../../../templates/letter-codes.js';
import type { Translate } from '../../i18n.js';
import { formOf, render, renderPart, type Page, type PageRouter } from '../../page.js';
import { editorFrame, openFile, saveAndOpen, typedText, type OpenFile } from '../editors/open-file.js';
import { previewOf, sampledProcedure } from './preview.js';

const address = '/workshop/drafts/:draftId/letters/:code';

const codeParam = (ctx: Page): LetterCode => {
  const code = letterCodes.find((one) => one === ctx.params['code']);
  if (!code) throw new NotFoundError('Lettera');
  return code;
};

const tasteOf = (value: string | null | undefined): SampleTaste =>
  sampleTastes.find((taste) => taste === value) ?? 'usual';

/** The fields that can be inserted, under the names people know them by. */
const groupsOf = (groups: readonly OfferedGroup[], t: Translate) =>
  groups.map(({ form, fields }) => ({
    title:
      form === null || form === 'application'
        ? t(`workshop.letter.from.${form ?? 'case'}`)
        : t('workshop.letter.from.form', { form }),
    fields: fields.map(({ path, label, text }) => ({
      path,
      text,
      label: label ?? t(`workshop.letter.field.${path}`),
    })),
  }));

const show = async (
  services: Services,
  ctx: Page,
  { open, code, taste }: { open: OpenFile; code: LetterCode; taste: SampleTaste },
): Promise<void> => {
  const { t } = ctx.state;
  const { forms, sheet } = sampledProcedure(open.files);
  const fields = fieldsOfLetter(code, { forms, applicationForm: sheet?.applicationForm ?? '' });
  render(ctx, 'workshop/letters', {
    ...editorFrame(ctx, open, t('workshop.letter.heading', { code, name: t(`answers.letter.${code}`) })),
    code,
    tastes: sampleTastes.map((one) => ({ value: one, chosen: one === taste })),
    groups: groupsOf(offeredFields(fields), t),
    preview: await previewOf(services, { code, taste, ownPart: open.file.content, files: open.files }),
  });
};

/** The page of a procedure's own part of a letter: text, fields to insert, and how it comes out in made-up cases. */
export const addLetterEditor = (router: PageRouter, services: Services): void => {
  router.get(address, async (ctx) => {
    const code = codeParam(ctx as Page);
    const open = await openFile(services, ctx as Page, `letters/${code}.hbs`);
    const { sample } = ctx.query;
    await show(services, ctx as Page, {
      open,
      code,
      taste: tasteOf(typeof sample === 'string' ? sample : null),
    });
  });

  router.post(address, async (ctx) => {
    const page = ctx as Page;
    const code = codeParam(page);
    const open = await saveAndOpen(services, page, {
      path: `letters/${code}.hbs`,
      content: typedText(page),
    });
    await show(services, page, { open, code, taste: tasteOf(formOf(page).fields.get('sample')) });
  });

  router.post(`${address}/preview`, async (ctx) => {
    const page = ctx as Page;
    const code = codeParam(page);
    const { files } = await openFile(services, page, `letters/${code}.hbs`);
    const taste = tasteOf(formOf(page).fields.get('sample'));
    const preview = await previewOf(services, { code, taste, ownPart: typedText(page), files });
    renderPart(page, 'workshop/letters/preview', { preview });
  });
};
