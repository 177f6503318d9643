import htmx from 'htmx.org';
import { activate, activeIndex, moved, options, pair, stepOf } from './listbox.js';

const plain = (text) =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase();

const element = (name, attributes, text = '') => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.textContent = text;
  return made;
};
const optionAttributes = (id) => ({
  role: 'option',
  id,
  'aria-selected': 'false',
  class: 'suggest-option',
  tabindex: '-1',
});

/** What can be done on the page that is open: its own buttons and links to further steps. */
const pageActions = (list, close) => {
  const found = [...document.querySelectorAll('main .actions :is(a, button), main .page-head :is(a, button)')]
    .filter((one) => one.checkVisibility() && !one.disabled)
    .slice(0, 12);
  if (found.length === 0) return;
  const group = element('div', {
    role: 'group',
    'aria-labelledby': 'command-actions',
    class: 'suggest-group',
  });
  group.append(
    element(
      'div',
      { id: 'command-actions', role: 'presentation', class: 'suggest-head' },
      list.dataset.actions,
    ),
  );
  for (const [index, one] of found.entries()) {
    const option = element('div', optionAttributes(`command-action-${index}`), one.textContent.trim());
    option.addEventListener('click', () => {
      close();
      one.click();
    });
    group.append(option);
  }
  list.prepend(group);
};

/** The last line: look for the words everywhere. */
const searchEverywhere = (list) => {
  if (!document.getElementById('find')) return;
  list.append(
    element('a', { ...optionAttributes('command-everywhere'), class: 'suggest-option suggest-all' }),
  );
};

const narrow = (list, typed, status) => {
  const words = plain(typed).split(/\s+/).filter(Boolean);
  const everywhere = list.querySelector('#command-everywhere');
  for (const option of list.querySelectorAll('[role="option"]')) {
    const text = plain(option.textContent);
    option.hidden = option !== everywhere && !words.every((word) => text.includes(word));
  }
  for (const group of list.querySelectorAll('[role="group"]')) group.hidden = options(group).length === 0;
  if (everywhere) {
    everywhere.hidden = words.length === 0;
    everywhere.textContent = `${list.dataset.everywhere} «${typed.trim()}»`;
    everywhere.href = `/search?q=${encodeURIComponent(typed.trim())}`;
  }
  const count = options(list).length;
  status.textContent = count === 0 ? status.dataset.none : String(count);
};

/** The command palette: Ctrl+K or its button; typing narrows, arrows choose, Enter goes, Escape closes. */
export const openPalette = (root) => {
  const dialog = root.getElementById('palette');
  if (!dialog) return;
  const input = root.getElementById('palette-word');
  const list = root.getElementById('palette-list');
  const status = root.getElementById('palette-status');
  pair(input, list);
  const narrowed = () => {
    narrow(list, input.value, status);
    activate(input, list, options(list).length > 0 ? 0 : -1);
  };
  const open = () => {
    if (dialog.open) return dialog.close();
    input.value = '';
    dialog.showModal();
    input.setAttribute('aria-expanded', 'true');
    htmx.trigger(list, 'open');
  };
  list.addEventListener('htmx:afterSwap', () => {
    pageActions(list, () => dialog.close());
    searchEverywhere(list);
    narrowed();
  });
  input.addEventListener('input', narrowed);
  input.addEventListener('keydown', (event) => {
    const step = stepOf(event);
    if (event.key === 'Enter') options(list)[activeIndex(list)]?.click();
    else if (step) activate(input, list, moved(list, step));
    else return;
    event.preventDefault();
  });
  dialog.addEventListener('click', (event) => event.target === dialog && dialog.close());
  dialog.addEventListener('close', () => input.setAttribute('aria-expanded', 'false'));
  root.addEventListener('keydown', (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== 'k') return;
    event.preventDefault();
    open();
  });
  root.querySelector('[data-opens="palette"]')?.addEventListener('click', (event) => {
    event.preventDefault();
    open();
  });
};
