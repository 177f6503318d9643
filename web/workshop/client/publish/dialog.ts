import { onClick, part } from '../page/part.js';
import type { SayModeler } from '../../modeler/texts.js';

export interface PublishDialog {
  /** Takes it away; the reason stays written. */
  close(): void;
  refuseReason(sentence: string): void;
  /** The reason has served: the next publication has its own. */
  clear(): void;
}

/** Asks why, before anything is published. */
export const wireDialog = (say: SayModeler, publish: (reason: string) => void): PublishDialog => {
  const dialog = part<HTMLDialogElement>('publish-dialog');
  const reason = part<HTMLTextAreaElement>('reason');
  const refuseReason = (sentence: string): void => {
    part('reason-error').textContent = sentence;
    reason.setAttribute('aria-invalid', 'true');
    reason.focus();
  };
  const accept = (): void => {
    part('reason-error').textContent = '';
    reason.removeAttribute('aria-invalid');
  };
  onClick('publish', () => {
    accept();
    dialog.showModal();
    reason.focus();
  });
  onClick('publish-cancel', () => dialog.close());
  dialog.querySelector('form')?.addEventListener('submit', (event) => {
    event.preventDefault();
    if (!reason.value.trim()) return refuseReason(say('publish.reason'));
    accept();
    publish(reason.value);
  });
  return {
    close: () => dialog.close(),
    refuseReason,
    clear: () => {
      reason.value = '';
    },
  };
};
