import { properties } from './properties.js';
import { shapes } from './shapes.js';
import { templates } from './templates.js';
import { tools } from './tools.js';

/** Every sentence of the modeler, English → Italian. What is missing here comes from bpmn-js-i18n; see the client. */
export const italian: Record<string, string> = { ...shapes, ...tools, ...properties, ...templates };
