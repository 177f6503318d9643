import { properties } from './properties.js';
import { shapes } from './shapes.js';
import { templates } from './templates.js';
import { tools } from './tools.js';
import { types } from './types.js';

/** Every sentence of the modeler, English → Italian. What is missing here comes from bpmn-js-i18n; see the client. */
export const italian: Record<string, string> = {
  ...shapes,
  ...types,
  ...tools,
  ...properties,
  ...templates,
};

const loosely = (english: string): string => english.toLowerCase().replace(/[-\s]+/g, ' ');

/** Finds sentences: the modeler writes some names now «User task», now «User Task». */
export const lookUpIn = (sentences: Record<string, string>): ((english: string) => string | undefined) => {
  const loose = new Map(Object.entries(sentences).map(([english, text]) => [loosely(english), text]));
  return (english) => sentences[english] ?? loose.get(loosely(english));
};
