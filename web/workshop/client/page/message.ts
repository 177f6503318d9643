import { onClick, part } from './part.js';

export type Tone = 'info' | 'good' | 'bad';

/** What the message also offers to do, by the ids of its buttons. */
export type Offers = Partial<Record<'restore' | 'discard', () => void>>;

const buttons = ['restore', 'discard'] as const;
let offered: Offers = {};

const sentence = (): HTMLElement | null => part('message').querySelector('p');

/** Takes the message away, and what it offered. */
export const hideMessage = (): void => {
  offered = {};
  part('message').hidden = true;
};

/** Takes it away if it still says this: it is no longer true. */
export const retract = (text: string): void => {
  if (sentence()?.textContent === text) hideMessage();
};

/** Says something above the canvas; it stays until something else is said or the person closes it. */
export const showMessage = (text: string, tone: Tone = 'info', offers: Offers = {}): void => {
  offered = offers;
  const message = part('message');
  message.dataset['tone'] = tone;
  message.hidden = false;
  sentence()?.replaceChildren(text);
  for (const id of buttons) part(id).hidden = !offers[id];
};

/** Gives the message's own buttons their work. */
export const wireMessage = (): void => {
  onClick('close-message', hideMessage);
  for (const id of buttons) {
    onClick(id, () => {
      const act = offered[id];
      hideMessage();
      act?.();
    });
  }
};
