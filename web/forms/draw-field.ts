import type { Json } from '../../core/json.js';
import { kindOf, type Field } from '../../processes/catalogue/forms/fields.js';
import { escape } from './escape.js';
import type { Drawing } from './render.js';
import { shownValue } from './shown.js';

interface Parts {
  field: Field;
  name: string;
  value: Json;
  /** Name, description and state of the input. */
  attributes: string;
  hint: string;
  problem: string;
  choices: { label: string; value: string }[];
  drawing: Drawing;
}

/** One question with its reason, what was typed and what is wrong with it. */
export const drawField = (field: Field, drawing: Drawing): string => {
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
  const offered = drawing.choices?.[kindOf(field)];
  return drawerOf(
    field,
    offered !== undefined,
  )({
    field,
    name,
    value: drawing.typed[field.key] ?? field.defaultValue ?? null,
    attributes,
    hint: field.description
      ? `<p class="hint" id="${escape(name)}-hint">${escape(field.description)}</p>`
      : '',
    problem: error ? `<p class="error" id="${escape(name)}-error">${escape(error)}</p>` : '',
    choices: offered ?? field.values ?? [],
    drawing,
  });
};

type Drawer = (parts: Parts) => string;

const drawerOf = (field: Field, isOffered: boolean): Drawer =>
  (isOffered ? drawers['select'] : (drawers[kindOf(field)] ?? drawers[field.type])) ?? drawText;

const optional = ({ field, drawing }: Parts): string =>
  field.validate?.required ? '' : ` <span class="optional">${escape(drawing.t('form.optional'))}</span>`;

const label = (parts: Parts): string =>
  `<label for="${escape(parts.name)}">${escape(parts.field.label)}${optional(parts)}</label>`;

const wrapped = (parts: Parts, control: string): string =>
  `<div class="field">${label(parts)}${parts.hint}${control}${parts.problem}</div>`;

const input = (parts: Parts, more: string): string =>
  wrapped(
    parts,
    `<input id="${escape(parts.name)}" ${parts.attributes} ${more} value="${escape(shownValue(parts.field, parts.value))}">`,
  );

const drawText: Drawer = (parts) =>
  input(parts, `type="text" maxlength="${parts.field.validate?.maxLength ?? 2000}"`);

const drawTextarea: Drawer = (parts) =>
  wrapped(
    parts,
    // The parser of HTML drops one line end after the tag: without ours it would drop the text's own.
    `<textarea id="${escape(parts.name)}" ${parts.attributes} rows="4">\n${escape(shownValue(parts.field, parts.value))}</textarea>`,
  );

const drawSelect: Drawer = (parts) => {
  const chosen = shownValue(parts.field, parts.value);
  const items = [{ label: parts.drawing.t('form.choose'), value: '' }, ...parts.choices].map(
    (choice) =>
      `<option value="${escape(choice.value)}"${chosen === choice.value ? ' selected' : ''}>${escape(choice.label)}</option>`,
  );
  return wrapped(parts, `<select id="${escape(parts.name)}" ${parts.attributes}>${items.join('')}</select>`);
};

/** Answers one beside the other; the summary of errors leads to their fieldset. */
const drawOptions =
  (type: 'radio' | 'checkbox'): Drawer =>
  (parts) => {
    const { name, choices, value, attributes, field, hint, problem } = parts;
    const chosen = Array.isArray(value) ? value.map(String) : [shownValue(field, value)];
    const items = choices.map(
      (choice, index) =>
        `<div class="choice"><input type="${type}" id="${escape(name)}-${index}" ${attributes} value="${escape(choice.value)}"${chosen.includes(choice.value) ? ' checked' : ''}><label for="${escape(name)}-${index}">${escape(choice.label)}</label></div>`,
    );
    return `<fieldset class="field choices" id="${escape(name)}" tabindex="-1"><legend>${escape(field.label)}${optional(parts)}</legend>${hint}${items.join('')}${problem}</fieldset>`;
  };

const drawCheckbox: Drawer = (parts) =>
  `<div class="field choice"><input type="checkbox" id="${escape(parts.name)}" ${parts.attributes} value="on"${parts.value === true || parts.value === 'on' ? ' checked' : ''}>${label(parts)}${parts.hint}${parts.problem}</div>`;

const drawFiles: Drawer = (parts) => {
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
};

const drawers: Record<string, Drawer> = {
  textarea: drawTextarea,
  number: (parts) =>
    input(
      parts,
      `type="text" inputmode="${parts.field.decimalDigits === 0 ? 'numeric' : 'decimal'}" class="short"`,
    ),
  date: (parts) =>
    input(
      parts,
      `type="text" inputmode="numeric" class="short" placeholder="${escape(parts.drawing.t('form.date.shape'))}"`,
    ),
  time: (parts) => input(parts, 'type="text" class="short" placeholder="09:30"'),
  'codice-fiscale': (parts) =>
    input(
      parts,
      'type="text" class="medium code" maxlength="20" autocomplete="off" autocapitalize="characters"',
    ),
  cap: (parts) => input(parts, 'type="text" inputmode="numeric" class="short" maxlength="5"'),
  telefono: (parts) => input(parts, 'type="tel" class="medium" maxlength="25"'),
  targa: (parts) => input(parts, 'type="text" class="short code" maxlength="12" autocomplete="off"'),
  select: drawSelect,
  radio: drawOptions('radio'),
  checklist: drawOptions('checkbox'),
  checkbox: drawCheckbox,
  filepicker: drawFiles,
};
