import type { FormComponent, FormSchema } from '../../processes/catalogue/bundle.js';

const all = (components: FormComponent[]): FormComponent[] =>
  components.flatMap((component) => [component, ...all(component.components ?? [])]);

/** What the question of an input is called; `figli.0.nome` is the question `nome` of the list `figli`. */
export const labelOfInput = ({ components }: FormSchema, name: string): string => {
  const key = name.split('.').at(-1);
  return all(components).find((component) => component.key === key)?.label ?? name;
};
