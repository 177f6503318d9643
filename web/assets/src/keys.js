/**
 * Presses the button that shows a function key: `<button data-press="F4">`. Nobody types these keys (WCAG 2.1.4), and
 * neither browsers nor screen readers use them by themselves.
 */
export const pressByKey = (root) => {
  root.addEventListener('keydown', (event) => {
    if (
      !/^F\d+$/.test(event.key) ||
      event.repeat ||
      event.ctrlKey ||
      event.altKey ||
      event.metaKey ||
      event.shiftKey
    )
      return;
    const button = root.querySelector(`[data-press="${event.key}"]`);
    if (!button) return;
    event.preventDefault();
    button.click();
  });
};
