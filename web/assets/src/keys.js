/**
 * Presses the button that shows a key: `<button data-key="F2">`. Function keys only, which nobody types (WCAG 2.1.4);
 * the first button on the page that has the key is meant.
 */
export const pressByKey = (root) => {
  root.addEventListener('keydown', (event) => {
    if (!/^F\d+$/.test(event.key) || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
    const button = root.querySelector(`[data-key="${event.key}"]`);
    if (!button) return;
    event.preventDefault();
    button.click();
  });
};
