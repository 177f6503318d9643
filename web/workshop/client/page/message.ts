import { onClick, part } from './part.js';

export type Tone = 'info' | 'good' | 'bad';

/** Takes it away. */
export const hideMessage = (): void => {
  part('message').hidden = true;
};

/** Says something above the canvas; it stays until something else is said or the person closes it. */
export const showMessage = (text: string, tone: Tone = 'info'): void => {
  const message = part('message');
  message.dataset['tone'] = tone;
  message.hidden = false;
  message.querySelector('p')?.replaceChildren(text);
};

/** Gives the message's own button its work. */
export const wireMessage = (): void => onClick('close-message', hideMessage);
