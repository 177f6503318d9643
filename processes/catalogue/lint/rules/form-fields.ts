import type { FormComponent } from '../../bundle.js';
import { isField } from '../../forms/fields.js';
import { formFile, type Problem, type Rule } from '../finding.js';

/** What the server can draw. Html, iframes and expressions are left out on purpose: they run what an analyst wrote. */
const supported = new Set([
  'text',
  'textfield',
  'textarea',
  'number',
  'checkbox',
  'radio',
  'select',
  'checklist',
  'datetime',
  'group',
  'dynamiclist',
  'filepicker',
  'separator',
]);

interface Placed {
  component: FormComponent;
  /** Key with the paths of the groups around it: where the answer is kept. */
  path: string;
}

const placed = (components: readonly FormComponent[], before = ''): Placed[] =>
  components.flatMap((component) => {
    const own = component.key ?? component.path;
    const path = own ? `${before}${own}` : before;
    const inside = component.path ? `${before}${component.path}.` : before;
    return [{ component, path }, ...placed(component.components ?? [], inside)];
  });

const problemsOf = (key: string, id: string, components: readonly FormComponent[]): string[] => {
  const all = placed(components);
  const fields = all.filter(({ component }) => isField(component)).map(({ path }) => path);
  const doubled = new Set(fields.filter((path, index) => fields.indexOf(path) !== index));
  const keyless = all.filter(
    ({ component: { type, key: own } }) => !own && /^(?!text$|group|dynamiclist|separator)/.test(type),
  );
  return [
    ...(id === key ? [] : [`l’id del modulo è «${id}» ma il file si chiama «${key}»: usa lo stesso nome`]),
    ...all
      .filter(({ component: { type } }) => !supported.has(type))
      .map(
        ({ component: { type, label } }) =>
          `il campo ${label ? `«${label}» ` : ''}di tipo «${type}» non è ammesso: usane un altro`,
      ),
    ...[...doubled].map(
      (path) =>
        `due campi hanno la stessa chiave «${path}»: cambiane una, o la seconda risposta copre la prima`,
    ),
    ...keyless
      .filter(({ component: { type } }) => supported.has(type))
      .map(
        ({ component: { label, type } }) =>
          `il campo «${label ?? type}» non ha una chiave: la risposta andrebbe persa`,
      ),
  ];
};

/** Forms hold only what the server draws, and no answer overwrites another. */
export const formFields: Rule = {
  name: 'form-fields',
  check: ({ bundle: { forms } }) =>
    Object.entries(forms).flatMap(([key, { id, components }]) =>
      problemsOf(key, id, components).map((message): Problem => ({ file: formFile(key), message })),
    ),
};
