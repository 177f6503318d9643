const area = (element) => {
  const { width, height } = element.getBoundingClientRect();
  return width * height;
};

/** The step a frame should show: the present one (inside a phase, the step and not the phase), else one passed. */
const wantedIn = (frame) => {
  for (const selector of frame.dataset.show.split(', ')) {
    const [smallest] = [...frame.querySelectorAll(selector)].reverse().sort((a, b) => area(a) - area(b));
    if (smallest) return smallest;
  }
  return null;
};

const show = (frame, step) => {
  const [inside, outside] = [step.getBoundingClientRect(), frame.getBoundingClientRect()];
  frame.scrollLeft += inside.left + inside.width / 2 - outside.left - outside.width / 2;
  frame.scrollTop += inside.top + inside.height / 2 - outside.top - outside.height / 2;
};

/**
 * A wide drawing is scrolled in its frame, which begins with the step named by `data-show` in the middle. It moves by
 * itself again only when the case has moved: where a person has scrolled it, it stays.
 */
export const showPresentStep = (root) => {
  const shown = new WeakMap();
  const showAll = () => {
    for (const frame of root.querySelectorAll('.diagram-frame[data-show]')) {
      const step = wantedIn(frame);
      if (!step || shown.get(frame) === step.dataset.elementId) continue;
      shown.set(frame, step.dataset.elementId);
      show(frame, step);
    }
  };
  root.addEventListener('htmx:afterSettle', showAll);
  showAll();
};
