import Handlebars from 'handlebars';
import type { Json, JsonObject } from '../../core/json.js';
import type { FormComponent, FormSchema } from '../../processes/catalogue/bundle.js';
import { italianDate } from '../../processes/catalogue/forms/answers.js';
import { isField, isHidden, kindOf, type Field } from '../../processes/catalogue/forms/fields.js';
import type { Translate } from '../i18n.js';
import { pathOf } from './parse.js';

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

interface Drawing extends RenderForm {
  prefix: string;
  known: JsonObject;
}

const escape = (text: unknown): string => Handlebars.escapeExpression(String(text ?? ''));

/**
 * Draws a form-js schema as plain HTML that works without JavaScript: hidden questions are left out, lists have buttons
 * that send the form to get a row more or less, dates and numbers are shown as people here write them.
 * @returns HTML; everything that comes from schema or person is escaped
 */
export const renderForm = ({ components }: FormSchema, options: RenderForm): string =>
  drawAll(components, { ...options, prefix: '', known: options.typed });

const drawAll = (components: FormComponent[], drawing: Drawing): string =>
  components
    .map((component) => (isHidden(component, drawing.known) ? '' : draw(component, drawing)))
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
  `<fieldset class="group"><legend>${escape(legend)}</legend>${hint ? `<p class="hint">${escape(hint)}</p>` : ''}${inside}</fieldset>`;

const drawList = (list: FormComponent, drawing: Drawing): string => {
  const path = pathOf(list);
  const rows = (Array.isArray(drawing.typed[path]) ? drawing.typed[path] : []) as JsonObject[];
  const { t } = drawing;
  const drawn = rows.map((row, index) => {
    const inside = drawAll(list.components ?? [], {
      ...drawing,
      typed: row,
      known: { ...drawing.known, ...row },
      prefix: `${drawing.prefix}${path}.${index}.`,
    });
    const remove = `<button class="btn btn-link btn-sm" name="action" value="list-remove:${escape(path)}:${index}" formnovalidate>${escape(t('form.list.remove'))} <span class="visually-hidden">${index + 1}</span></button>`;
    return fieldset(`${list.label ?? ''} ${index + 1}`, undefined, inside + remove);
  });
  const add = `<button class="btn btn-outline-primary btn-sm" name="action" value="list-add:${escape(path)}" formnovalidate>${escape(t('form.list.add'))}</button>`;
  return fieldset(list.label, list.description, `${drawn.join('')}${add}`);
};

const drawField = (field: Field, drawing: Drawing): string => {
  const name = drawing.prefix + field.key;
  const error = drawing.errors[name];
  const described = [field.description && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ');
  const attributes = [
    `name="${escape(name)}"`,
    described && `aria-describedby="${escape(described)}"`,
    error && 'aria-invalid="true"',
    field.validate?.required && field.type !== 'checklist' && 'aria-required="true"',
  ]
    .filter(Boolean)
    .join(' ');
  const hint = field.description
    ? `<p class="hint" id="${escape(name)}-hint">${escape(field.description)}</p>`
    : '';
  const problem = error ? `<p class="error" id="${escape(name)}-error">${escape(error)}</p>` : '';
  const value = drawing.typed[field.key] ?? field.defaultValue ?? null;
  const choices = drawing.choices?.[kindOf(field)] ?? field.values ?? [];
  const drawer = drawers[drawing.choices?.[kindOf(field)] ? 'select' : drawerOf(field)] ?? drawers['text'];
  return drawer ? drawer({ field, name, value, attributes, hint, problem, choices, drawing }) : '';
};

interface Parts {
  field: Field;
  name: string;
  value: Json;
  attributes: string;
  hint: string;
  problem: string;
  choices: { label: string; value: string }[];
  drawing: Drawing;
}

const drawerOf = (field: Field): string => {
  const kind = kindOf(field);
  if (kind in drawers) return kind;
  return field.type in drawers ? field.type : 'text';
};

const label = ({ field, name, drawing }: Parts): string =>
  `<label for="${escape(name)}">${escape(field.label)}${field.validate?.required ? '' : ` <span class="optional">${escape(drawing.t('form.optional'))}</span>`}</label>`;

const wrapped = (parts: Parts, control: string): string =>
  `<div class="field">${label(parts)}${parts.hint}${control}${parts.problem}</div>`;

const input = (parts: Parts, more: string, shown: string): string =>
  wrapped(parts, `<input id="${escape(parts.name)}" ${parts.attributes} ${more} value="${escape(shown)}">`);

const plain = (value: Json): string => (value === null || typeof value === 'object' ? '' : String(value));

const options = (
  { name, choices, value, attributes, field, hint, problem, drawing }: Parts,
  type: 'radio' | 'checkbox',
): string => {
  const chosen = Array.isArray(value) ? value.map(String) : [plain(value)];
  const items = choices.map(
    (choice, index) =>
      `<div class="choice"><input type="${type}" id="${escape(name)}-${index}" ${attributes} value="${escape(choice.value)}"${chosen.includes(choice.value) ? ' checked' : ''}><label for="${escape(name)}-${index}">${escape(choice.label)}</label></div>`,
  );
  const optional = field.validate?.required
    ? ''
    : ` <span class="optional">${escape(drawing.t('form.optional'))}</span>`;
  return `<fieldset class="field choices" id="${escape(name)}"><legend>${escape(field.label)}${optional}</legend>${hint}${items.join('')}${problem}</fieldset>`;
};

const drawers: Record<string, (parts: Parts) => string> = {
  text: (parts) =>
    input(parts, `type="text" maxlength="${parts.field.validate?.maxLength ?? 2000}"`, plain(parts.value)),
  textarea: (parts) =>
    wrapped(
      parts,
      `<textarea id="${escape(parts.name)}" ${parts.attributes} rows="4">${escape(plain(parts.value))}</textarea>`,
    ),
  number: (parts) =>
    input(
      parts,
      'type="text" inputmode="decimal" class="short"',
      typeof parts.value === 'number'
        ? parts.value.toLocaleString('it', { maximumFractionDigits: 6 })
        : plain(parts.value),
    ),
  date: (parts) => {
    const text = plain(parts.value);
    const shown = /^\d{4}-\d{2}-\d{2}/.test(text) ? italianDate(text) : text;
    return input(
      parts,
      `type="text" inputmode="numeric" class="short" placeholder="${escape(parts.drawing.t('form.date.shape'))}"`,
      shown,
    );
  },
  time: (parts) =>
    input(parts, 'type="text" inputmode="numeric" class="short" placeholder="09:30"', plain(parts.value)),
  'codice-fiscale': (parts) =>
    input(
      parts,
      'type="text" class="medium code" maxlength="20" autocomplete="off" autocapitalize="characters"',
      plain(parts.value),
    ),
  select: (parts) => {
    const items = [{ label: parts.drawing.t('form.choose'), value: '' }, ...parts.choices].map(
      (choice) =>
        `<option value="${escape(choice.value)}"${plain(parts.value) === choice.value ? ' selected' : ''}>${escape(choice.label)}</option>`,
    );
    return wrapped(
      parts,
      `<select id="${escape(parts.name)}" ${parts.attributes}>${items.join('')}</select>`,
    );
  },
  radio: (parts) => options(parts, 'radio'),
  checklist: (parts) => options(parts, 'checkbox'),
  checkbox: (parts) =>
    `<div class="field choice"><input type="checkbox" id="${escape(parts.name)}" ${parts.attributes} value="on"${parts.value === true || parts.value === 'on' ? ' checked' : ''}>${label(parts)}${parts.hint}${parts.problem}</div>`,
  filepicker: (parts) => {
    const { attachments, t } = parts.drawing;
    const files = (attachments[parts.field.key] ?? []).map(
      ({ documentId, filename }) =>
        `<li><a href="/documents/${escape(documentId)}" target="_blank" rel="noopener">${escape(filename)}</a> <button class="btn btn-outline-primary btn-sm" name="action" value="remove:${escape(documentId)}" formnovalidate>${escape(t('form.file.remove'))} <span class="visually-hidden">${escape(filename)}</span></button></li>`,
    );
    const list = files.length > 0 ? `<ul class="attached">${files.join('')}</ul>` : '';
    const accept = parts.field.accept ? `accept="${escape(parts.field.accept)}"` : '';
    return wrapped(
      parts,
      `${list}<input type="file" id="${escape(parts.name)}" ${parts.attributes} ${accept} multiple>`,
    );
  },
};
