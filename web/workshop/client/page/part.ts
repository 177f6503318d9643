/** A part of the page by its id. @throws Error when the view doesn't have it */
export const part = <Kind extends HTMLElement = HTMLElement>(id: string): Kind => {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no #${id}`);
  return found as Kind;
};

/** What a button does. */
export const onClick = (id: string, act: () => void): void => part(id).addEventListener('click', act);
