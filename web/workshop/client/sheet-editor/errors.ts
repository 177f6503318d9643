const inputsNamed = (form: HTMLFormElement, name: string): HTMLElement[] =>
  [...form.querySelectorAll<HTMLElement>('[name]')].filter((input) => input.getAttribute('name') === name);

const sentenceOf = (name: string, message: string): HTMLElement => {
  const sentence = document.createElement('p');
  sentence.className = 'error';
  sentence.id = `${name}-error`;
  sentence.textContent = message;
  return sentence;
};

const describe = (input: HTMLElement, id: string): void => {
  const others = (input.getAttribute('aria-describedby') ?? '').split(' ').filter((one) => one && one !== id);
  input.setAttribute('aria-describedby', [...others, id].join(' '));
  input.setAttribute('aria-invalid', 'true');
};

/** Puts a sentence beside each wrong field, as the server would have drawn it, and takes away those no longer true. */
export const showErrors = (form: HTMLFormElement, errors: Readonly<Record<string, string>>): void => {
  for (const sentence of form.querySelectorAll('.field > .error')) sentence.remove();
  for (const input of form.querySelectorAll('[aria-invalid]')) input.removeAttribute('aria-invalid');
  for (const [name, message] of Object.entries(errors)) {
    const [input] = inputsNamed(form, name);
    if (!input) continue;
    input.closest('.field')?.append(sentenceOf(name, message));
    describe(input, `${name}-error`);
  }
};
