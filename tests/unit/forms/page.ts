import { JSDOM } from 'jsdom';
import type { JsonObject } from '../../../core/json.js';
import { formSchema, type FormComponent, type FormSchema } from '../../../processes/catalogue/bundle.js';
import { parseForm, type ParsedForm } from '../../../web/forms/parse.js';
import { renderForm, type RenderForm } from '../../../web/forms/render.js';

/** A schema as the loader would accept it. */
export const formOf = (...components: FormComponent[]): FormSchema =>
  formSchema.parse({ id: 'prova', components });

const options: RenderForm = { typed: {}, errors: {}, attachments: {}, t: (key) => key };

/** The form as it is drawn. */
export const drawn = (schema: FormSchema, given: Partial<RenderForm> = {}): string =>
  renderForm(schema, { ...options, ...given });

const { window } = new JSDOM('');

/** The form as a browser holds it. */
export const inBrowser = (html: string): HTMLFormElement => {
  const form = window.document.createElement('form');
  form.innerHTML = html;
  return form;
};

/** What a browser would send, pressing a button or not. */
export const sentBy = (html: string, action?: string): URLSearchParams => {
  const sent = new URLSearchParams();
  new window.FormData(inBrowser(html)).forEach((value, name) => {
    if (typeof value === 'string') sent.append(name, value);
  });
  if (action) sent.append('action', action);
  return sent;
};

/** What is understood of fields sent. */
export const read = (
  schema: FormSchema,
  fields: Record<string, string> | URLSearchParams,
  attachments: Record<string, unknown[]> = {},
): ParsedForm => parseForm(schema, new URLSearchParams(fields), { attachments });

/** Draws the form with answers and reads it back as it is sent. */
export const thereAndBack = (schema: FormSchema, typed: JsonObject, action?: string): ParsedForm =>
  read(schema, sentBy(drawn(schema, { typed }), action));
