type Translate = (english: string) => string;

const translateTexts = (root: Node, translate: Translate): void => {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const english = node.nodeValue ?? '';
    const text = english.trim();
    if (text && translate(text) !== text) node.nodeValue = english.replace(text, translate(text));
  }
};

const translateTitles = (root: Element, translate: Translate): void => {
  for (const element of root.querySelectorAll('[title], [aria-label]'))
    for (const attribute of ['title', 'aria-label']) {
      const english = element.getAttribute(attribute);
      if (english && translate(english) !== english) element.setAttribute(attribute, translate(english));
    }
};

/**
 * Replaces what a package without a translator writes into the page, as it appears.
 * @param translate gives back what it doesn't know, and its own answers
 * @returns stops it
 */
export const translateAll = (container: HTMLElement, translate: Translate): (() => void) => {
  const observer = new MutationObserver(() => {
    translateTexts(container, translate);
    translateTitles(container, translate);
  });
  observer.observe(container, { subtree: true, childList: true, characterData: true });
  return () => observer.disconnect();
};
