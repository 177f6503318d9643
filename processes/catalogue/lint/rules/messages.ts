import { paidMessage } from '../../../../law/payments.js';
import { termMessages } from '../../../../law/term/rules.js';
import { deliveryMessages } from '../../delivery-messages.js';
import { constantOf, formFile, type Problem, type Rule } from '../finding.js';

const toldByUs: readonly string[] = [...termMessages, ...Object.values(deliveryMessages), paidMessage];

/**
 * What may arrive while a case runs is described in the sheet: the case's page offers it by that description. The
 * scheduler of the terms, the letters on their way, pagoPA's receipts and the systems outside that a step has written to
 * send their own messages by themselves.
 */
export const messages: Rule = {
  name: 'messages',
  check: ({ model, bundle: { sheet, forms } }) => {
    const answers = [...model.elements.values()].flatMap(
      ({ inputs }) => constantOf(inputs['messaggioRisposta']) ?? [],
    );
    const sent = new Set([...toldByUs, ...answers]);
    const described = new Set(sheet.messages.map(({ name }) => name));
    const caught = [...model.elements.values()].filter(
      ({ message, type, parent }) => message && !(type === 'startEvent' && parent === model.processId),
    );
    const awaited = new Set(caught.map(({ message }) => message));
    return [
      ...caught
        .filter(({ message }) => !described.has(message ?? '') && !sent.has(message ?? ''))
        .map((element): Problem => ({
          element,
          message: `descrivi il messaggio «${element.message ?? ''}» in sheet.yaml (messages): senza, nessuno può consegnarlo`,
        })),
      ...sheet.messages
        .filter(({ form }) => form && !(form in forms))
        .map(({ name, form }): Problem => ({
          file: 'sheet.yaml',
          message: `manca il modulo ${formFile(form ?? '')} del messaggio «${name}»: crealo`,
        })),
      ...sheet.messages
        .filter(({ name }) => !awaited.has(name))
        .map(({ name }): Problem => ({
          file: 'sheet.yaml',
          message: `il diagramma non aspetta mai il messaggio «${name}»: toglilo o disegnane l’attesa`,
          severity: 'warning',
        })),
    ];
  },
};
