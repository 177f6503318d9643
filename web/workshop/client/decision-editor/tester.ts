import { fieldsOf, postFields } from '../page/form-post.js';
import { part } from '../page/part.js';
import { Refusal } from '../page/server.js';

/** The tester beside the table: asks the server what the decision on the screen answers to what was typed. */
export const wireTester = (read: () => Promise<string>): { redraw(): Promise<void> } => {
  const form = part<HTMLFormElement>('tester');
  const ask = async (): Promise<void> => {
    const fields = fieldsOf(form, { content: await read() });
    const focused = document.activeElement?.id ?? '';
    part('tester-fields').innerHTML = await (await postFields(form.action, fields)).text();
    if (focused) document.getElementById(focused)?.focus();
  };
  /** The inputs follow the table; a server that is away leaves them as they were, the file's state says so. */
  const redraw = (): Promise<void> =>
    ask().catch((error: unknown) => {
      if (!(error instanceof Refusal)) throw error;
    });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void redraw();
  });
  form.addEventListener('change', ({ target }) => {
    if ((target as HTMLElement).id === 'decision') void redraw();
  });
  return { redraw };
};
