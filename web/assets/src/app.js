// The only script of the staff pages: htmx and what makes pages live. Everything works without it.
import htmx from 'htmx.org';
import { readTextFiles, takeDroppedFiles } from './drop.js';
import { showPresentStep } from './diagrams.js';
import { readListFiles } from './list-file.js';
import { pressByKey } from './keys.js';
import { keepLive } from './live.js';
import { closeMenus } from './menus.js';
import { contactKeys } from './contacts.js';
import './morph.js';
import { returnToStart } from './return.js';
import { guardSubmissions } from './submissions.js';

window.htmx = htmx;
closeMenus(document);
guardSubmissions(document);
takeDroppedFiles(document);
readTextFiles(document);
keepLive(document);
contactKeys(document);
showPresentStep(document);
readListFiles(document);
pressByKey(document);
returnToStart(document);
