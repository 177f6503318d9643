import words from './italian-words.json' with { type: 'json' };

const dictionary: Readonly<Record<string, string>> = words.texts;

/** Gives the palette's entries their Italian names, and the fields it makes their first label. */
export const nameInItalian = (formFields: {
  _formFields: Record<string, { config: { name?: string } }>;
}): void => {
  for (const [type, name] of Object.entries(words.components)) {
    const config = formFields._formFields[type]?.config;
    if (config) config.name = name;
  }
};

const translateText = (node: Text): void => {
  const italian = dictionary[node.data.trim()];
  if (italian) node.data = node.data.replace(node.data.trim(), italian);
};

const attributes = ['title', 'placeholder', 'aria-label'] as const;

const translateElement = (element: Element): void => {
  for (const name of attributes) {
    const italian = dictionary[element.getAttribute(name) ?? ''];
    if (italian) element.setAttribute(name, italian);
  }
};

const translateIn = (root: Node): void => {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  for (let node: Node | null = root; node; node = walker.nextNode()) {
    if (node instanceof Text) translateText(node);
    else if (node instanceof Element) translateElement(node);
  }
};

/**
 * The package has no translator: its own sentences are replaced as they appear, in the palette and the panel. What an
 * analyst has written stands in inputs and on the drawing, and stays.
 */
export const translateTexts = (container: HTMLElement): void => {
  const places = '.fjs-palette-container, .fjs-properties-container, .fjs-empty-editor, .fjs-empty-component';
  const translate = (): void => {
    for (const place of container.querySelectorAll(places)) translateIn(place);
  };
  new MutationObserver(translate).observe(container, { subtree: true, childList: true, characterData: true });
  translate();
};
