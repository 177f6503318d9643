import type { Services } from '../../../core/services.js';
import { parsedFile } from '../../../processes/catalogue/bundle-files.js';
import { formSchema } from '../../../processes/catalogue/bundle.js';
import { renderForm } from '../../forms/render.js';
import { renderPart, type Page, type PageRouter } from '../../page.js';
import { addCanvasEditor, addressOf, type CanvasEditor } from '../canvas-editors/page.js';
import { typedText } from '../editors/open-file.js';

const editor: CanvasEditor = {
  folder: 'forms',
  ending: '.form',
  view: 'workshop/forms',
  heading: 'workshop.form.heading',
  beside: () => Promise.resolve({}),
};

/** The page of a form: drawn with form-js, and beside it as the people at the desk will see it. */
export const addFormEditor = (router: PageRouter, services: Services): void => {
  addCanvasEditor(router, services, editor);

  /** The form on the screen as our pages draw it, in a frame of its own; nothing that is typed there goes anywhere. */
  router.post(`${addressOf(editor)}/preview`, (ctx) => {
    const page = ctx as Page;
    const { t, views } = page.state;
    const read = parsedFile('', typedText(page), { format: 'JSON', schema: formSchema });
    const fields =
      'value' in read ? renderForm(read.value, { typed: {}, errors: {}, attachments: {}, t }) : null;
    renderPart(page, 'workshop/forms/preview', {
      fields: fields === null ? null : new views.environment.SafeString(fields),
    });
  });
};
