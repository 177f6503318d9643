import Handlebars from 'handlebars';

/** Any text as it may stand in HTML, between tags or in a quoted attribute. */
export const escape = (text: string | number | undefined): string =>
  Handlebars.escapeExpression(String(text ?? ''));
