const options = (list) => [...list.querySelectorAll('[role="option"]')];

/** Marks one option as the active one; -1 is none, so that Enter sends the form. */
const activate = (input, list, index) => {
  const all = options(list);
  const chosen = all.at(index < 0 ? all.length : index);
  for (const option of all) option.setAttribute('aria-selected', String(option === chosen));
  if (chosen) {
    input.setAttribute('aria-activedescendant', chosen.id);
    chosen.scrollIntoView({ block: 'nearest' });
  } else input.removeAttribute('aria-activedescendant');
};
const activeIndex = (list) =>
  options(list).findIndex((option) => option.getAttribute('aria-selected') === 'true');

const show = (input, list, isOpen) => {
  list.hidden = !isOpen;
  input.setAttribute('aria-expanded', String(isOpen));
  if (!isOpen) activate(input, list, -1);
};

const onKey = (event, input, list) => {
  const count = options(list).length;
  const index = activeIndex(list);
  if (event.key === 'Escape' && !list.hidden) {
    event.preventDefault(); // else the browser empties the field
    return show(input, list, false);
  }
  if (event.key === 'Enter' && !list.hidden && index >= 0) {
    event.preventDefault();
    return options(list)[index].click();
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || count === 0) return;
  event.preventDefault();
  if (list.hidden) show(input, list, true);
  // One place before the first and after the last option stands for the field itself
  activate(input, list, ((index + 1 + step + count + 1) % (count + 1)) - 1);
};

/**
 * Makes a text field a combobox over the list named by `data-combobox`, whose options the server sends as one types:
 * arrows choose, Enter opens, Escape closes. Without JavaScript the field's form is sent as it is.
 */
export const offerSuggestions = (root) => {
  for (const input of root.querySelectorAll('[data-combobox]')) {
    const list = root.getElementById(input.dataset.combobox);
    const status = root.getElementById(`${input.id}-status`);
    input.setAttribute('role', 'combobox');
    input.setAttribute('aria-autocomplete', 'list');
    input.setAttribute('aria-controls', list.id);
    input.setAttribute('aria-expanded', 'false');
    input.addEventListener('keydown', (event) => onKey(event, input, list));
    input.addEventListener('blur', () =>
      setTimeout(() => list.matches(':hover') || show(input, list, false), 0),
    );
    list.addEventListener('htmx:afterSwap', () => {
      show(input, list, input.value.trim() !== '' && root.activeElement === input);
      status.textContent = list.querySelector('[data-suggest-status]')?.textContent ?? '';
    });
  }
};
