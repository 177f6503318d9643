import { z } from 'zod';
import { BusinessError, NotFoundError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import type { ProcedureBundle } from '../../../processes/catalogue/bundle.js';
import { withShared } from '../../../processes/catalogue/folder.js';
import type { ProcedureVersion } from '../../../processes/catalogue/catalogue.js';
import type { Finding } from '../../../processes/catalogue/lint/finding.js';
import { isSameDiagram } from '../../../processes/catalogue/same-diagram.js';
import { lintBundle } from '../../../processes/catalogue/lint/lint.js';
import { workerContracts } from '../../../workers/contracts.js';
import { formOf, isUuid, type Page } from '../../page.js';

/** Bytes a diagram may have; ours have a tenth of it. */
export const diagramLimit = 2 * 1024 * 1024;

const sent = z.object({
  xml: z.string(),
  baseVersionId: z.string().refine(isUuid),
});

export interface SentDiagram {
  base: ProcedureVersion;
  /** What the base holds, with the diagram that was sent; one that only looks different in the file is the base's own. */
  bundle: ProcedureBundle;
}

const unreadable = (message: string): BusinessError =>
  new BusinessError('diagram.refused', {
    message,
    remedy: 'Il diagramma in vigore non è cambiato. Correggi il file e riprova.',
  });

/**
 * What the modeler sends, before anything parses it.
 * @throws BusinessError for a request of another shape, more than 2 MB, or a document type
 * @throws NotFoundError when the version is not one of this procedure
 */
export const sentDiagram = async (ctx: Page, { catalogue }: Services): Promise<SentDiagram> => {
  const parsed = sent.safeParse(formOf(ctx).json);
  if (!parsed.success) throw unreadable('La richiesta non contiene un diagramma.');
  const { xml, baseVersionId } = parsed.data;
  if (Buffer.byteLength(xml) > diagramLimit) throw unreadable('Il diagramma supera i 2 MB.');
  if (/<!DOCTYPE|<!ENTITY/i.test(xml)) {
    throw unreadable('Il file contiene un DOCTYPE o delle entità: per sicurezza non viene letto.');
  }
  const base = await catalogue.version(baseVersionId);
  if (base.procedureId !== ctx.params['procedureId']) throw new NotFoundError('Procedimento');
  const { drawn } = base;
  if (await isSameDiagram(drawn.bpmn, xml)) return { base, bundle: drawn };
  return { base, bundle: await withShared({ ...drawn, bpmn: xml }) };
};

/** Everything that is wrong with it, the diagram alone and together with forms, letters, offices and workers. */
export const findingsOf = (bundle: ProcedureBundle, { catalogue }: Services): Promise<Finding[]> =>
  lintBundle(bundle, { contracts: workerContracts, municipality: catalogue.municipality, folder: '' });
