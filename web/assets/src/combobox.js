import { activate, activeIndex, moved, options, pair, stepOf } from './listbox.js';

const show = (input, list, isOpen) => {
  list.hidden = !isOpen;
  input.setAttribute('aria-expanded', String(isOpen));
  activate(input, list, -1);
};

const onKey = (event, input, list) => {
  const index = activeIndex(list);
  const step = stepOf(event);
  if (event.key === 'Escape' && !list.hidden) {
    event.preventDefault(); // else the browser empties the field
    show(input, list, false);
  } else if (event.key === 'Enter' && !list.hidden && index >= 0) {
    event.preventDefault();
    options(list)[index].click();
  } else if (step && options(list).length > 0) {
    event.preventDefault();
    if (list.hidden) show(input, list, true);
    activate(input, list, moved(list, step));
  }
};

/**
 * Makes a text field a combobox over the list named by `data-combobox`, whose options the server sends as one types:
 * arrows choose, Enter opens, Escape closes. Without JavaScript the field's form is sent as it is.
 */
export const offerSuggestions = (root) => {
  for (const input of root.querySelectorAll('[data-combobox]')) {
    const list = root.getElementById(input.dataset.combobox);
    const status = root.getElementById(`${input.id}-status`);
    pair(input, list);
    input.addEventListener('keydown', (event) => onKey(event, input, list));
    input.addEventListener('blur', () => list.matches(':hover') || show(input, list, false));
    list.addEventListener('htmx:afterSwap', () => {
      show(input, list, input.value.trim() !== '' && root.activeElement === input);
      status.textContent = list.querySelector('[data-suggest-status]')?.textContent ?? '';
    });
  }
};
