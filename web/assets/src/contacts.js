import htmx from 'htmx.org';

const choices = 'button, a[href]';

/** Opens a menu of the bar with the focus on its first choice, or closes it again. */
const toggle = (menu) => {
  menu.open = !menu.open;
  (menu.open ? menu.querySelector(`.menu-sheet :is(${choices})`) : menu.querySelector('summary'))?.focus();
};

/** In an open menu a letter chooses, and the arrows go from one choice to the next. */
const withinMenu = (event) => {
  const menu = event.target.closest?.('.contact-bar details[open]');
  if (!menu) return false;
  const all = [...menu.querySelectorAll(`.menu-sheet :is(${choices})`)];
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const next = step && all[(all.indexOf(document.activeElement) + step + all.length) % all.length];
  const lettered = all.find(({ dataset }) => dataset.letter?.toLowerCase() === event.key.toLowerCase());
  next?.focus();
  lettered?.click();
  return Boolean(next ?? lettered);
};

/**
 * The contact bar by keyboard: function keys, which neither browsers nor screen readers use by themselves, lead to what
 * carries their name in `data-key`. A tab that is shown again asks whether the bar has changed in another one.
 */
export const contactKeys = (root) => {
  root.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    const target = /^F\d$/.test(event.key) && root.querySelector(`.contact-bar [data-key="${event.key}"]`);
    if (target) {
      if (target.localName === 'details') toggle(target);
      else target.focus();
    } else if (!withinMenu(event)) return;
    event.preventDefault();
  });
  root.addEventListener('visibilitychange', () => {
    const bar = root.hidden ? null : root.querySelector('#contact-bar');
    if (bar) htmx.trigger(bar, 'shown');
  });
};
