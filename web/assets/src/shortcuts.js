import htmx from 'htmx.org';

const isWriting = ({ target }) =>
  target instanceof Element &&
  target.closest('input, textarea, select, [contenteditable="true"], [role="textbox"]');

/** Whoever speaks to the computer switches single keys off (WCAG 2.1.4); this browser remembers it for each person. */
const switchOf = (box) => {
  const name = `sportello.keys.${box.dataset.owner}`;
  box.checked = localStorage.getItem(name) !== 'off';
  box.addEventListener('change', () => localStorage.setItem(name, box.checked ? 'on' : 'off'));
  return () => box.checked;
};

/** Single keys: `/` to the search box, `?` to the list of them, a letter to each room. */
export const listenToKeys = (root) => {
  const dialog = root.getElementById('shortcuts');
  if (!dialog) return;
  const isOn = switchOf(root.getElementById('single-keys'));
  const help = () => {
    dialog.showModal();
    htmx.trigger(root.getElementById('shortcuts-list'), 'open');
  };
  root.querySelector('[data-opens="shortcuts"]')?.addEventListener('click', (event) => {
    event.preventDefault();
    event.target.closest('details')?.removeAttribute('open');
    help();
  });
  root.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (!isOn() || isWriting(event) || root.querySelector('dialog[open]')) return;
    const box = root.getElementById('find');
    if (event.key === '/' && box) box.focus();
    else if (event.key === '?') help();
    else {
      const link = root.querySelector(`[data-shortcut="${CSS.escape(event.key)}"]`);
      if (!link) return;
      link.click();
    }
    event.preventDefault();
  });
};

/** After a page has come, the keyboard is where the work is: at the first error, the field that asks, or the heading. */
export const focusWork = (root) => {
  if (root.querySelector('[autofocus]') || window.location.hash) return;
  const heading = root.querySelector('main h1');
  if (!heading || root.activeElement !== root.body) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
};
