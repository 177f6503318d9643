/** What of a diagram a case has walked: ids of elements and of flows. */
export interface Way {
  passed: ReadonlySet<string>;
  /** Where the case is now. */
  active: ReadonlySet<string>;
  flows: ReadonlySet<string>;
}

/** The groups as `tidySvg` writes them. */
const group = /<g class="([^"]*)" data-element-id="([^"]*)"/g;

const classOf = (id: string, { passed, active, flows }: Way): string | null => {
  if (active.has(id)) return 'way-active';
  if (passed.has(id)) return 'way-passed';
  return flows.has(id) ? 'way-flow' : null;
};

/**
 * Marks the way in a drawing: the groups get `way-passed`, `way-active` or `way-flow`, and so do the labels that stand
 * outside their shapes. What is both passed and active is active.
 */
export const wayTaken = (svg: string, way: Way): string =>
  svg.replace(group, (whole, classes: string, id: string) => {
    const added = classOf(id.replace(/_label$/, ''), way);
    return added ? `<g class="${classes} ${added}" data-element-id="${id}"` : whole;
  });
