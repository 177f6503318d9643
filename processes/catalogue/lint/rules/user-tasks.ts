import { isDueRule } from '../../../../law/calendar.js';
import type { DiagramElement } from '../../diagram-model.js';
import { elementsOf, type LintContext, type Rule } from '../finding.js';

interface Extended {
  extensionElements?: { values?: { $type: string }[] };
}

/** Files from other modelers hand the task to the engine, which then makes no job: nobody would ever see it. */
const isKeptByEngine = ({ id }: DiagramElement, { raw }: LintContext): boolean =>
  (raw[id] as Extended | undefined)?.extensionElements?.values?.some(
    ({ $type }) => $type === 'zeebe:UserTask',
  ) ?? false;

/** Offices that a list gives to a task that is repeated: `{nome: "…", ufficio: "ambiente"}` anywhere in the diagram. */
const officesNamed = ({ model }: LintContext): string[] => [
  ...new Set(
    model.expressions.flatMap(({ text }) =>
      [...text.matchAll(/\bufficio\s*:\s*"([^"]*)"/g)].map(([, id]) => id ?? ''),
    ),
  ),
];

const problemsOf = (task: DiagramElement, context: LintContext): string[] => {
  const { municipality } = context;
  const offices = new Set(municipality.offices.map(({ id }) => id));
  const known = [...offices].join(', ');
  const due = task.headers['scadenza'];
  const role = task.headers['ruolo'];
  return [
    ...(isKeptByEngine(task, context)
      ? [
          'il compito è gestito dal motore e non comparirebbe a nessuno: nelle proprietà, «Che cosa fa», scegli «Passo automatico»',
        ]
      : []),
    ...(task.groups.length === 0 && !task.groupsFrom
      ? [`scegli l’ufficio che lo fa (uno di: ${known})`]
      : []),
    ...[...task.groups, ...(task.groupsFrom ? officesNamed(context) : [])]
      .filter((group) => !offices.has(group))
      .map((group) => `l’ufficio «${group}» non è in comune.yaml: scegline uno di: ${known}`),
    ...(task.documentation ? [] : ['spiega in due frasi che cosa fare e perché (documentazione)']),
    ...(due === undefined
      ? ['aggiungi l’intestazione «scadenza», per esempio «5 giorni lavorativi»']
      : isDueRule(due)
        ? []
        : [`la scadenza «${due}» non si capisce: scrivi «5 giorni» o «5 giorni lavorativi»`]),
    ...(!role || role === 'responsabile' ? [] : [`il ruolo «${role}» non esiste: l’unico è «responsabile»`]),
  ];
};

/** A clerk's task has an office, an explanation and a due date. */
export const userTasks: Rule = {
  name: 'user-tasks',
  check: (context) =>
    elementsOf(context.model, 'userTask').flatMap((element) =>
      problemsOf(element, context).map((message) => ({ element, message })),
    ),
};
