/** The options of a listbox that can be chosen now. */
export const options = (list) => [...list.querySelectorAll('[role="option"]:not([hidden])')];

/** Marks one option as the active one for the field that leads the list; -1 is none. */
export const activate = (input, list, index) => {
  for (const option of list.querySelectorAll('[aria-selected="true"]')) {
    option.setAttribute('aria-selected', 'false');
  }
  const chosen = index < 0 ? undefined : options(list)[index];
  if (!chosen) return input.removeAttribute('aria-activedescendant');
  chosen.setAttribute('aria-selected', 'true');
  input.setAttribute('aria-activedescendant', chosen.id);
  chosen.scrollIntoView({ block: 'nearest' });
};

export const activeIndex = (list) =>
  options(list).findIndex((option) => option.getAttribute('aria-selected') === 'true');

/** The next place for an arrow key; before the first and after the last option the field itself is meant. */
export const moved = (list, step) => {
  const places = options(list).length + 1;
  return ((activeIndex(list) + 1 + step + places) % places) - 1;
};

export const stepOf = ({ key }) => ({ ArrowDown: 1, ArrowUp: -1 })[key];

/** Says what the field and its list are to each other (WAI-ARIA combobox with a listbox). */
export const pair = (input, list) => {
  input.setAttribute('role', 'combobox');
  input.setAttribute('aria-autocomplete', 'list');
  input.setAttribute('aria-controls', list.id);
  input.setAttribute('aria-expanded', 'false');
};
