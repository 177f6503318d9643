import type { Services } from '../../../core/services.js';
import { render, renderPart, type Page, type PageRouter } from '../../page.js';
import {
  editorFrame,
  nameParam,
  openFile,
  saveAndOpen,
  typedText,
  type OpenFile,
} from '../editors/open-file.js';

/** A kind of file that is drawn: in the browser, or as its text where there is no script or it can't be drawn. */
export interface CanvasEditor {
  /** Of its pages, below the draft's. */
  folder: 'forms' | 'decisions';
  ending: string;
  /** The view of the canvas. */
  view: string;
  heading: string;
  /** What the view is given besides. */
  beside(open: OpenFile, ctx: Page): Promise<Record<string, unknown>>;
}

/** The address of a kind's pages. */
export const addressOf = ({ folder }: Pick<CanvasEditor, 'folder'>): string =>
  `/workshop/drafts/:draftId/${folder}/:name`;

/** The file that an address names. */
export const pathIn = ({ folder, ending }: CanvasEditor, ctx: Page): string =>
  `${folder}/${nameParam(ctx, 'name')}${ending}`;

/** The pages of a kind of file that is drawn. */
export const addCanvasEditor = (router: PageRouter, services: Services, editor: CanvasEditor): void => {
  const headingOf = (ctx: Page): string => ctx.state.t(editor.heading, { name: nameParam(ctx, 'name') });

  router.get(addressOf(editor), async (ctx) => {
    const page = ctx as Page;
    const open = await openFile(services, page, pathIn(editor, page));
    const frame = editorFrame(page, open, headingOf(page));
    if (ctx.query['as'] === 'text') return render(page, 'workshop/canvas-editors/text', frame);
    page.state.csp = 'modeler'; // both draw with inline styles
    renderPart(page, editor.view, { ...frame, ...(await editor.beside(open, page)) });
  });

  router.post(addressOf(editor), async (ctx) => {
    const page = ctx as Page;
    const open = await saveAndOpen(services, page, { path: pathIn(editor, page), content: typedText(page) });
    render(page, 'workshop/canvas-editors/text', editorFrame(page, open, headingOf(page)));
  });
};
