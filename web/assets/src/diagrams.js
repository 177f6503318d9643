/**
 * A wide drawing is scrolled in its frame: begins with the present step in the middle, or the last one passed. A frame
 * names what to show in `data-show`, the most wanted first; once shown it stays where the person scrolls it.
 */
export const showPresentStep = (root) => {
  for (const frame of root.querySelectorAll('.diagram-frame[data-show]')) {
    const wanted = frame.dataset.show
      .split(', ')
      .map((selector) => [...frame.querySelectorAll(selector)].at(-1));
    const step = wanted.find(Boolean);
    if (!step) continue;
    const [inside, outside] = [step.getBoundingClientRect(), frame.getBoundingClientRect()];
    frame.scrollLeft += inside.left + inside.width / 2 - outside.left - outside.width / 2;
    frame.scrollTop += inside.top + inside.height / 2 - outside.top - outside.height / 2;
  }
};
