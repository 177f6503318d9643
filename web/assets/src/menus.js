/** Closes an open menu on Escape and on a click elsewhere. */
export const closeMenus = (root) => {
  const open = () => root.querySelectorAll('details.menu[open]');
  root.addEventListener('click', (event) => {
    for (const menu of open()) if (!menu.contains(event.target)) menu.removeAttribute('open');
  });
  root.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    for (const menu of open()) {
      menu.removeAttribute('open');
      menu.querySelector('summary')?.focus();
    }
  });
};
