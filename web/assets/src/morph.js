import htmx from 'htmx.org';
import { Idiomorph } from 'idiomorph';

// What a person has opened stays open, whatever the server thinks of it
const keepOpen = (attribute, element) => !(attribute === 'open' && element.localName === 'details');

// hx-swap="morph": only what differs is touched, so that focus and what is being typed stay where they are
htmx.defineExtension('morph', {
  isInlineSwap: (style) => style.startsWith('morph'),
  handleSwap(style, target, fragment) {
    if (!style.startsWith('morph')) return false;
    const morphStyle = style === 'morph:innerHTML' ? 'innerHTML' : 'outerHTML';
    return Idiomorph.morph(target, fragment.children, {
      morphStyle,
      ignoreActiveValue: true,
      callbacks: { beforeAttributeUpdated: keepOpen },
    });
  },
});
