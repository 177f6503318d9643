// The only script of the staff pages: htmx and what makes pages live. Everything works without it.
import htmx from 'htmx.org';
import { offerSuggestions } from './combobox.js';
import { showPresentStep } from './diagrams.js';
import { keepLive } from './live.js';
import { closeMenus } from './menus.js';
import './morph.js';
import { openPalette } from './palette.js';
import { focusWork, listenToKeys } from './shortcuts.js';
import { guardSubmissions } from './submissions.js';

window.htmx = htmx;
closeMenus(document);
guardSubmissions(document);
keepLive(document);
showPresentStep(document);
offerSuggestions(document);
openPalette(document);
listenToKeys(document);
focusWork(document);
