const replaceTitles = (root: ParentNode, translate: (english: string) => string): void => {
  for (const element of root.querySelectorAll<HTMLElement>('[title]')) {
    const translated = translate(element.title);
    if (translated !== element.title) element.title = translated; // set again, it would be seen again
  }
};

/** Some buttons of the panel have their explanation in English, out of reach of its translator: replaced as they appear. */
export const translateTitles = (panel: HTMLElement, translate: (english: string) => string): void => {
  const observer = new MutationObserver(() => replaceTitles(panel, translate));
  observer.observe(panel, { subtree: true, childList: true, attributes: true, attributeFilter: ['title'] });
};
