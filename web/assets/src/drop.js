const inputOf = (target) =>
  target instanceof Element ? target.closest('.field')?.querySelector('input[type="file"]') : null;

const accepted = (input, { name }) =>
  !input.accept || input.accept.split(',').some((ending) => name.toLowerCase().endsWith(ending.trim()));

/** Adds what was dropped to what was chosen before, as far as the field takes it; the server judges all of it again. */
const add = (input, files) => {
  const all = new DataTransfer();
  const dropped = [...files].filter((file) => accepted(input, file));
  if (dropped.length === 0) return;
  for (const file of input.multiple ? [...input.files, ...dropped] : dropped.slice(0, 1)) all.items.add(file);
  input.files = all.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
};

/**
 * Files may be dragged onto the question that asks for them. A file dropped beside it does nothing: without this the browser
 * would leave the page, and what was typed with it.
 */
export const takeDroppedFiles = (root) => {
  const carries = (event) => event.dataTransfer?.types.includes('Files');
  const mark = (field) => {
    for (const other of root.querySelectorAll('.is-dropping'))
      other.classList.toggle('is-dropping', other === field);
    field?.classList.add('is-dropping');
  };
  root.addEventListener('dragover', (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    const input = inputOf(event.target);
    event.dataTransfer.dropEffect = input ? 'copy' : 'none';
    mark(input?.closest('.field'));
  });
  root.addEventListener('dragleave', (event) => {
    if (!event.relatedTarget) mark(null);
  });
  root.addEventListener('drop', (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    mark(null);
    const input = inputOf(event.target);
    if (input) add(input, event.dataTransfer.files);
  });
};

/** A text file chosen in `input[data-text-into=<id>]` goes into that field, so that it can be seen before it is sent. */
export const readTextFiles = (root) => {
  for (const hidden of root.querySelectorAll('.only-script')) hidden.hidden = false;
  root.addEventListener('change', async (event) => {
    const into = event.target.dataset?.textInto;
    const [file] = event.target.files ?? [];
    if (into && file) root.getElementById(into).value = await file.text();
  });
};
