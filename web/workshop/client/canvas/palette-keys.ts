import type Modeler from 'bpmn-js/lib/Modeler.js';

/** The palette's entries are made for the mouse alone: here they take the focus and answer to Enter and the space bar. */
const reachable = (entry: HTMLElement): void => {
  entry.tabIndex = 0;
  entry.setAttribute('role', 'button');
};

const clickInTheMiddle = (entry: HTMLElement): void => {
  const { x, y, width, height } = entry.getBoundingClientRect();
  entry.dispatchEvent(
    new MouseEvent('click', { bubbles: true, clientX: x + width / 2, clientY: y + height / 2 }),
  );
};

/** Lets the keyboard reach every tool of the palette, however often it is drawn anew. */
export const wirePaletteKeys = (modeler: Modeler): void => {
  const palette = (): HTMLElement | null =>
    modeler.get('canvas').getContainer().querySelector<HTMLElement>('.djs-palette');
  const makeReachable = (): void => palette()?.querySelectorAll<HTMLElement>('.entry').forEach(reachable);
  modeler.on('palette.changed', makeReachable);
  makeReachable();
  palette()?.addEventListener('keydown', (event) => {
    const { target, key } = event;
    if ((key !== 'Enter' && key !== ' ') || !(target instanceof HTMLElement)) return;
    event.preventDefault();
    clickInTheMiddle(target);
  });
};
