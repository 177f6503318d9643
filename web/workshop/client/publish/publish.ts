import type Modeler from 'bpmn-js/lib/Modeler.js';
import type { ModelerSettings } from '../../modeler/settings.js';
import { drawnXml } from '../canvas/diagram.js';
import { showMessage } from '../page/message.js';
import { part } from '../page/part.js';
import type { SayModeler } from '../../modeler/texts.js';
import { fieldError, post, Refusal } from '../page/server.js';
import type { Problem } from '../problems/problem.js';
import { wireDialog, type PublishDialog } from './dialog.js';
import { awaitOutcome } from './outcome.js';

interface Publishing {
  say: SayModeler;
  /** What the server found wrong. */
  found: (problems: readonly Problem[]) => void;
  /** The engine has taken what was sent. */
  inForce: (version: { id: string; number: number | null; xml: string }) => void;
}

const explain = (refusal: Refusal, dialog: PublishDialog, { say, found }: Publishing): void => {
  const reason = fieldError(refusal, 'reason');
  if (reason) return dialog.refuseReason(reason);
  dialog.close();
  const { findings } = (refusal.body ?? {}) as { findings?: Problem[] };
  if (findings) found(findings);
  showMessage(findings ? say('publish.errors') : refusal.message || say('unreachable'), 'bad');
};

/** Sends the drawing with its reason and tells what becomes of it. Whatever is answered, the drawing stays. */
export const wirePublish = (modeler: Modeler, settings: ModelerSettings, publishing: Publishing): void => {
  const { say, inForce } = publishing;
  const buttons = [part<HTMLButtonElement>('publish'), part<HTMLButtonElement>('publish-go')];
  const send = async (reason: string): Promise<void> => {
    showMessage(say('publishing'));
    const xml = await drawnXml(modeler);
    const { versionId } = await post<{ versionId: string }>(`/workshop/${settings.procedureId}/publish`, {
      xml,
      baseVersionId: settings.versionId,
      reason,
    });
    dialog.close();
    dialog.clear();
    const { status, version } = await awaitOutcome(versionId, say);
    if (status === 'deployed') inForce({ id: versionId, number: version, xml });
  };
  const publish = async (reason: string): Promise<void> => {
    for (const button of buttons) button.disabled = true;
    try {
      await send(reason);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      explain(error, dialog, publishing);
    } finally {
      for (const button of buttons) button.disabled = false;
    }
  };
  const dialog = wireDialog(say, (reason) => void publish(reason));
};
