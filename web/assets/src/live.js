import htmx from 'htmx.org';

const wake = (element) => htmx.trigger(element, 'changed');

const connect = (element) => {
  const source = new EventSource(element.dataset.live);
  source.addEventListener('message', () => wake(element));
  return source;
};

/**
 * Keeps parts of a page live: an element with `data-live="<address of events>"` gets the event `changed` whenever one
 * arrives, and asks again for its content (`hx-get`, `hx-trigger="changed"`). A hidden tab closes its stream, because a
 * browser opens only six connections to a site; when shown again it asks once, for what it may have missed.
 */
export const keepLive = (root) => {
  const sources = new Map();
  const close = () => {
    for (const source of sources.values()) source.close();
    sources.clear();
  };
  const open = ({ missed }) => {
    for (const [element, source] of sources) {
      if (element.isConnected) continue;
      source.close();
      sources.delete(element);
    }
    for (const element of root.querySelectorAll('[data-live]')) {
      if (sources.has(element)) continue;
      sources.set(element, connect(element));
      if (missed) wake(element);
    }
  };
  root.addEventListener('visibilitychange', () => (root.hidden ? close() : open({ missed: true })));
  root.addEventListener('htmx:load', () => root.hidden || open({ missed: false }));
  window.addEventListener('pagehide', close);
  window.addEventListener('pageshow', ({ persisted }) => root.hidden || open({ missed: persisted }));
};
