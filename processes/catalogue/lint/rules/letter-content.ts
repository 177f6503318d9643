import { parseExpression } from '@bpmn-io/feelin';
import { actCodes, codesToOthers, letterCodes, type LetterCode } from '../../../../templates/letter-codes.js';
import { mandatory } from '../../../../templates/mandatory.js';
import { everyLetter } from '../../../../templates/mandatory/common.js';
import type { Requirement } from '../../../../templates/mandatory/requirement.js';
import { originRuleOf, originRules } from '../../../../templates/origins/rules.js';
import type { DiagramElement } from '../../diagram-model.js';
import { askedBefore } from '../asked-before.js';
import { constantOf, type LintContext, type Problem, type Rule } from '../finding.js';

/** What the sheet gives of a path whose value it may give. */
const sheetGives = (path: string, { bundle: { sheet } }: LintContext): boolean => {
  if (path === 'decision.fees') return sheet.fees.length === 0;
  if (path === 'decision.stamp') return sheet.stampExemption !== undefined;
  if (path === 'content.ban.power') return sheet.act === 'residenza';
  return true;
};

/** The form fields of which a letter needs one, for something that nobody else can say; none: it is always there. */
const fieldsFor = (path: string, code: LetterCode, context: LintContext): readonly string[] => {
  const rule = originRuleOf(path);
  if (!rule?.fields) return [];
  if (path === 'addressee.name') return codesToOthers.includes(code) ? rule.fields : [];
  if (rule.otherwise === 'sheet') return sheetGives(path, context) ? [] : rule.fields;
  return rule.otherwise ? [] : rule.fields;
};

/**
 * What a letter must have whatever it says: rules on what is there, and what only some letters want, are looked at when it
 * is written; so are lists that may be empty, such as the answers to observations.
 */
const unconditional = (code: LetterCode): Requirement[] => {
  const all = [...everyLetter, ...mandatory[code]];
  const isListWanted = (path: string): boolean => all.some((one) => one.path === path.split('.*')[0]);
  return all.filter(
    ({ path, holds, when }) => !holds && !when && (!path.includes('.*') || isListWanted(path)),
  );
};

/** Names that the step itself gives: `={destinatarioNome: parte.nome}`; an expression of another kind may give any. */
const givenBy = ({ inputs }: DiagramElement): Set<string> => {
  const source = inputs['dati']?.replace(/^=/, '');
  const names = new Set<string>();
  if (!source) return names;
  if (!/^\s*\{/.test(source))
    return new Set(Object.values(originRules).flatMap(({ fields = [] }) => [...fields]));
  parseExpression(source, {}, undefined).iterate({
    enter: ({ name, from, to }) => {
      if (name === 'PropertyName' || name === 'Key') names.add(source.slice(from, to).replace(/^"|"$/g, ''));
    },
  });
  return names;
};

/** An act is signed by who may decide for the office: somebody must be named in comune.yaml (D.Lgs. 267/2000 art. 107). */
const withoutSigner = (code: LetterCode, { bundle: { sheet }, municipality }: LintContext): boolean =>
  actCodes.includes(code) && !municipality.offices.find(({ id }) => id === sheet.office)?.signer;

/** What the law wants in a letter, and nobody is asked for before it is written, would stop the case: it is found here. */
export const letterContent: Rule = {
  name: 'letter-content',
  check: (context) => {
    const steps = [...context.model.elements.values()].flatMap((element) => {
      const code = letterCodes.find((one) => one === constantOf(element.inputs['lettera']));
      return element.jobType && code ? [{ element, code }] : [];
    });
    if (steps.length === 0) return [];
    const asked = askedBefore(context);
    return steps.flatMap(({ element, code }): Problem[] => {
      const given = givenBy(element);
      const { surely, perhaps } = asked(element.id);
      const signer: Problem[] = withoutSigner(code, context)
        ? [
            {
              element,
              message: `la lettera ${code} non ha chi la firma (art. 107 D.Lgs. 267/2000): nomina in comune.yaml chi firma per l’ufficio «${context.bundle.sheet.office}»`,
            },
          ]
        : [];
      const missing = unconditional(code).flatMap(({ path, what, article }): Problem[] => {
        const fields = fieldsFor(path, code, context);
        if (fields.length === 0 || fields.some((field) => given.has(field) || surely.has(field))) return [];
        const names = fields.map((field) => `«${field}»`).join(' o ');
        const lacks = `alla lettera ${code} manca ${what} (${article})`;
        return fields.some((field) => perhaps.has(field))
          ? [
              {
                element,
                severity: 'warning',
                message: `${lacks} su qualche strada: prima di questo passo non sempre un modulo chiede ${names}`,
              },
            ]
          : [
              {
                element,
                message: `${lacks}: nessun modulo prima di questo passo chiede ${names}, e il passo non lo dà in «Dati»`,
              },
            ];
      });
      return [...signer, ...missing];
    });
  },
};
