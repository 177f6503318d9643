import type { ModdleElement } from 'bpmn-moddle';
import { elementsOf, type LintContext, type Problem, type Rule } from '../finding.js';

interface Called {
  decisionId?: string;
  resultVariable?: string;
}

const calledBy = (id: string, { raw }: LintContext): Called | null => {
  const holder = raw[id]?.['extensionElements'] as ModdleElement | undefined;
  const values = (holder?.['values'] ?? []) as ModdleElement[];
  return (values.find(({ $type }) => $type === 'zeebe:CalledDecision') as Called | undefined) ?? null;
};

const opening = /<(?:\w+:)?(decision|rule)\b[^>]*?\bid="([^"]*)"/g;
const ruleWithout = /<(?:\w+:)?rule\b(?![^>]*\bid=)/;

const idsIn = (dmn: string, kind: 'decision' | 'rule'): string[] =>
  [...dmn.matchAll(opening)].flatMap(([, found, id = '']) => (found === kind ? [id] : []));

const taskProblems = (context: LintContext, there: readonly string[]): Problem[] =>
  elementsOf(context.model, 'businessRuleTask')
    .filter(({ jobType }) => jobType === null)
    .flatMap((element): Problem[] => {
      const called = calledBy(element.id, context);
      if (!called?.decisionId) return [{ element, message: 'scegli la decisione che applica' }];
      const list = there.join(', ') || 'nessuna';
      return [
        ...(called.decisionId.startsWith('=') || there.includes(called.decisionId)
          ? []
          : [
              {
                element,
                message: `la decisione «${called.decisionId}» non c’è in decisions/: ci sono ${list}; creala o scegline un’altra`,
              },
            ]),
        ...(called.resultVariable ? [] : [{ element, message: 'scrivi in quale variabile va il risultato' }]),
      ];
    });

/** Every decision that the diagram takes is there, and its rules can be told apart by the report of what was tried. */
export const decisions: Rule = {
  name: 'decisions',
  check: (context) => {
    const files = Object.entries(context.bundle.decisions);
    const there = files.flatMap(([, dmn]) => idsIn(dmn, 'decision'));
    const doubled = there.filter((id, index) => there.indexOf(id) !== index);
    return [
      ...taskProblems(context, there),
      ...doubled.map((id): Problem => ({
        file: 'decisions',
        message: `due decisioni si chiamano «${id}»: il motore ne terrebbe una; cambia un id`,
      })),
      ...files
        .filter(([, dmn]) => ruleWithout.test(dmn))
        .map(([file]): Problem => ({
          file: `decisions/${file}`,
          message: 'una regola non ha id: dagliene uno, altrimenti non si sa se uno scenario la prova',
        })),
    ];
  },
};
