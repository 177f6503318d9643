const plain = (html = ''): string =>
  html.replace(
    /&(amp|lt|gt|quot|#39|#x27|#x3D);/g,
    (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"', '#x3D': '=' })[name] ?? "'",
  );
const attribute = (tag: string, name: string): string =>
  plain(new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1]);

/** What a browser without script sends of a form's questions as they are drawn. */
export const sentBy = (html: string): URLSearchParams => {
  const fields = new URLSearchParams();
  const questions = /<input[^>]*>|<textarea[\s\S]*?<\/textarea>|<select[\s\S]*?<\/select>/g;
  for (const [tag] of html.matchAll(questions)) {
    if (attribute(tag, 'type') === 'checkbox' && !tag.includes(' checked')) continue;
    const chosen = /<option value="([^"]*)" selected/.exec(tag)?.[1];
    const written = /^<textarea[^>]*>\n?([\s\S]*)<\/textarea>$/.exec(tag)?.[1];
    const value = tag.startsWith('<input') ? attribute(tag, 'value') : plain(chosen ?? written);
    fields.append(attribute(tag, 'name'), value);
  }
  return fields;
};
