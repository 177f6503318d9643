import type { JsonObject } from '../../core/json.js';
import type { FormComponent, FormSchema } from '../../processes/catalogue/bundle.js';
import { isField, isHidden } from '../../processes/catalogue/forms/fields.js';
import type { Translate } from '../i18n.js';
import { drawField } from './draw-field.js';
import { drawKept } from './draw-kept.js';
import { escape } from './escape.js';
import { knownAnswers } from './known.js';
import { listActions, pathOf, rowMark } from './paths.js';

export interface RenderForm {
  /** What was typed before, or data: both are shown as a person writes them. */
  typed: JsonObject;
  /** Sentence beside each wrong field, by input name. */
  errors: Record<string, string>;
  attachments: Record<string, { documentId: string; filename: string; size: number }[]>;
  t: Translate;
  /** Choices of fields whose values the data bank knows, by kind: `persona-ufficio` → the office's people. */
  choices?: Record<string, { label: string; value: string }[]>;
}

/** A form or a row of a list while it is drawn. */
export interface Drawing extends RenderForm {
  /** Before the names of the inputs: `figli.0.` in a row. */
  prefix: string;
  /** What conditions see. */
  known: JsonObject;
}

/**
 * Draws a form-js schema as plain HTML that works without JavaScript: hidden questions are left out (what was typed into
 * them stays in the form), lists have buttons that send the form to get a row more or less, dates and numbers are shown
 * as people here write them.
 * @returns HTML; everything that comes from schema or person is escaped
 */
export const renderForm = ({ components }: FormSchema, options: RenderForm): string =>
  drawAll(components, { ...options, prefix: '', known: knownAnswers(components, options.typed) });

const drawAll = (components: FormComponent[], drawing: Drawing): string =>
  components
    .map((component) =>
      isHidden(component, drawing.known)
        ? drawKept([component], drawing.typed, drawing.prefix)
        : draw(component, drawing),
    )
    .join('\n');

const draw = (component: FormComponent, drawing: Drawing): string => {
  if (component.type === 'text') return `<div class="form-text-block">${paragraphs(component.text)}</div>`;
  if (component.type === 'separator') return '<hr>';
  if (component.type === 'group') {
    return fieldset(component.label, component.description, drawAll(component.components ?? [], drawing));
  }
  if (component.type === 'dynamiclist') return drawList(component, drawing);
  return isField(component) ? drawField(component, drawing) : '';
};

const paragraphs = (text: string | undefined): string =>
  (text ?? '')
    .split(/\n{2,}/)
    .map((part) => `<p>${escape(part.replace(/^#+\s*/, ''))}</p>`)
    .join('');

const fieldset = (legend: string | undefined, hint: string | undefined, inside: string): string =>
  `<fieldset class="group">${legend ? `<legend>${escape(legend)}</legend>` : ''}${hint ? `<p class="hint">${escape(hint)}</p>` : ''}${inside}</fieldset>`;

const drawList = (list: FormComponent, drawing: Drawing): string => {
  const { t } = drawing;
  const path = pathOf(list);
  const fullPath = drawing.prefix + path;
  const rows = (Array.isArray(drawing.typed[path]) ? drawing.typed[path] : []) as JsonObject[];
  const components = list.components ?? [];
  const button = (style: string, action: string, word: string, what: string): string =>
    `<button class="btn ${style} btn-sm" name="action" value="${escape(action)}" formnovalidate>${escape(word)} <span class="visually-hidden">${escape(what)}</span></button>`;
  const drawn = rows.map((row, index) => {
    const title = `${list.label ?? ''} ${index + 1}`.trim();
    const inside = drawAll(components, {
      ...drawing,
      typed: row,
      known: knownAnswers(components, row, drawing.known),
      prefix: `${fullPath}.${index}.`,
    });
    const mark = `<input type="hidden" name="${escape(`${fullPath}.${index}.${rowMark}`)}" value="">`;
    const remove = button('btn-link', listActions.remove(fullPath, index), t('form.list.remove'), title);
    return fieldset(title, undefined, mark + inside + remove);
  });
  const add = button('btn-outline-primary', listActions.add(fullPath), t('form.list.add'), list.label ?? '');
  return fieldset(list.label, list.description, `${drawn.join('')}${add}`);
};
