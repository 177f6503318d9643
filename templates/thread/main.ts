import { parentPort } from 'node:worker_threads';
import { errorText } from '../../core/errors.js';
import { compileTemplate } from '../safe/environment.js';
import { TemplateError } from '../safe/template-error.js';
import { identifyAsPdfUa } from './pdf-ua.js';
import type { RenderAnswer, RenderJob } from './protocol.js';
import { createTypesetter } from './typesetter.js';

/** The typesetting thread: one job at a time, whose time the thread's owner measures. */
const typesetter = createTypesetter();
const compiled = new Map<string, ReturnType<typeof compileTemplate>>();
const keptTemplates = 64;

const templateOf = ({ version, sources }: RenderJob): ReturnType<typeof compileTemplate> => {
  const before = compiled.get(version);
  if (before) return before;
  const template = compileTemplate(sources);
  if (compiled.size >= keptTemplates) compiled.clear();
  compiled.set(version, template);
  return template;
};

const perform = async (job: RenderJob): Promise<RenderAnswer> => {
  try {
    const template = templateOf(job);
    if (job.as === 'check') return { outcome: 'checked' };
    const source = template(job.data);
    if (job.as === 'svg') return { outcome: 'svg', pages: typesetter.svg(source) };
    return { outcome: 'pdf', pdf: await identifyAsPdfUa(typesetter.pdf(source, new Date(job.at))) };
  } catch (error) {
    if (error instanceof TemplateError)
      return { outcome: 'template', message: error.message, place: error.place };
    return { outcome: 'fault', message: errorText(error) };
  }
};

const port = parentPort;
port?.on('message', (job: RenderJob) => {
  void perform(job).then((answer) => port.postMessage(answer));
});
port?.postMessage('ready');
