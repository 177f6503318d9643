import { letterCodes } from '../../../../templates/letter-codes.js';
import { constantOf, type Problem, type Rule } from '../finding.js';

const codes: readonly string[] = letterCodes;
const list = codes.join(', ');
/** The input that names the letter, whatever job takes it. */
const letterInput = 'lettera';

/** A letter is named by a constant, so that it can be checked and shown before anybody waits for it. */
export const letters: Rule = {
  name: 'letters',
  check: ({ model, contracts, bundle }) => {
    const takesLetter = (jobType: string | null): boolean =>
      contracts.get(jobType ?? '')?.inputs.some(({ name }) => name === letterInput) ?? false;
    const steps = [...model.elements.values()]
      .filter(({ jobType, inputs }) => takesLetter(jobType) && inputs[letterInput])
      .flatMap((element): Problem[] => {
        const source = element.inputs[letterInput];
        const code = constantOf(source);
        if (code !== null && codes.includes(code)) return [];
        return [
          { element, message: `la lettera «${code ?? source ?? ''}» non esiste: scrivi uno di: ${list}` },
        ];
      });
    const parts = Object.keys(bundle.letters)
      .filter((code) => !codes.includes(code))
      .map((code): Problem => ({
        file: `letters/${code}.hbs`,
        message: `non c’è una lettera «${code}»: i nomi sono ${list}`,
      }));
    return [...steps, ...parts];
  },
};
