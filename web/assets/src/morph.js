import htmx from 'htmx.org';
import { Idiomorph } from 'idiomorph';

/** True when a person has changed a field since the server last wrote it: an answer on its way must not undo that. */
const isTyped = (element) => {
  switch (element.localName) {
    case 'input':
      return element.value !== element.defaultValue || element.checked !== element.defaultChecked;
    case 'textarea':
      return element.value !== element.defaultValue;
    case 'option': {
      const { options = [], selectedIndex = -1 } = element.closest('select') ?? {};
      const written = [...options].findIndex(({ defaultSelected }) => defaultSelected);
      return selectedIndex !== Math.max(written, 0);
    }
    default:
      return false;
  }
};

/** What a person has typed, chosen or opened stays as they left it, whatever the server thinks of it. */
const isTheServers = (attribute, element) => {
  if (attribute === 'open') return element.localName !== 'details';
  return !['value', 'checked', 'selected'].includes(attribute) || !isTyped(element);
};

// hx-swap="morph": only what differs is touched, so that focus and what is being typed stay where they are
htmx.defineExtension('morph', {
  isInlineSwap: (style) => style.startsWith('morph'),
  handleSwap(style, target, fragment) {
    if (!style.startsWith('morph')) return false;
    return Idiomorph.morph(target, fragment.children, {
      morphStyle: style === 'morph:innerHTML' ? 'innerHTML' : 'outerHTML',
      ignoreActiveValue: true,
      callbacks: { beforeAttributeUpdated: isTheServers },
    });
  },
});
