import { loadFolder } from '../../../processes/catalogue/folder.js';
import { bindShared } from '../../../processes/catalogue/shared/bind.js';
import {
  readDiagram,
  type DiagramElement,
  type DiagramModel,
} from '../../../processes/catalogue/diagram-model.js';
import { loadMunicipality } from '../../../processes/catalogue/municipality.js';
import { canRest, messagesAt } from '../../../processes/catalogue/public-words.js';
import { procedureFolders } from '../../../processes/catalogue/publish.js';
import type { Sheet } from '../../../processes/catalogue/sheet.js';
import type { AtRest, CardFacts, Present, ToldLetter } from '../../../web/answers/card/facts.js';
import { createTranslators, type Locale } from '../../../web/i18n.js';

const translators = createTranslators();
const municipality = await loadMunicipality();
const officeName = (id: string): string =>
  municipality.offices.find((office) => office.id === id)?.name ?? id;
const since = new Date('2026-03-02T09:00:00Z');

export interface Procedure {
  id: string;
  sheet: Sheet;
  model: DiagramModel;
}

/** Every procedure there is, found in its folder: a new one is walked without a line here. */
export const procedures: Procedure[] = await Promise.all(
  (await procedureFolders()).map(async (folder) => {
    const { sheet, bpmn } = await bindShared(await loadFolder(folder), officeName);
    return { id: sheet.id, sheet, model: await readDiagram(bpmn) };
  }),
);

export interface State {
  name: string;
  present: Present;
}

const at = (element: DiagramElement, facts: Partial<AtRest> = {}): AtRest => ({
  element,
  offices: element.groups,
  since,
  dueAt: null,
  holder: null,
  isBlocked: false,
  ...facts,
});
const open = (...resting: AtRest[]): Present => ({ state: 'open', outcome: null, closedAt: null, resting });

const statesAt = (element: DiagramElement, model: DiagramModel): State[] => {
  if (element.type === 'endEvent') {
    const closed: Present = { state: 'closed', outcome: element.name, closedAt: since, resting: [] };
    return [{ name: `closed at ${element.id}`, present: closed }];
  }
  const besides = [...model.elements.values()].filter(
    ({ attachedTo, isInterrupting }) => attachedTo === element.id && !isInterrupting,
  );
  const aside = besides.flatMap(({ outgoing }) =>
    outgoing.flatMap((id) => model.elements.get(model.flows.get(id)?.target ?? '') ?? []),
  );
  const states: State[] = [
    { name: `at ${element.id}`, present: open(at(element, { dueAt: since, holder: 'Carla Prova' })) },
    ...aside.map((other) => ({
      name: `at ${element.id} and ${other.id}`,
      present: open(at(element), at(other)),
    })),
  ];
  const blocked: State = {
    name: `blocked at ${element.id}`,
    present: open(at(element, { isBlocked: true })),
  };
  return element.jobType ? [...states, blocked] : states;
};

/** Every state in which a case of the procedure can be found: at each place, blocked there, closed at each end. */
export const statesOf = ({ model }: Procedure): State[] => [
  ...[...model.elements.values()]
    .filter(({ type }) => type === 'exclusiveGateway')
    .map((gateway) => ({
      name: `blocked at ${gateway.id}`, // a choice that can't be made: what it reads is missing
      present: open(at(gateway, { isBlocked: true })),
    })),
  ...(['starting', 'open', 'set-aside'] as const).map((state) => ({
    name: state,
    present: { ...open(), state },
  })),
  ...[...model.elements.values()]
    .filter((element) => canRest(element, model))
    .flatMap((element) => statesAt(element, model)),
];

export const letterSent: ToldLetter = {
  code: 'L1',
  subject: 'Ricevuta dell’istanza',
  at: since,
  protocol: '0000123/2026',
  way: 'sent',
};

/** What the engine takes in a state: the messages of its places, and those that event subprocesses take at any time. */
const awaitedIn = ({ sheet, model }: Procedure, { resting, state }: Present): string[] => {
  const anytime = [...model.elements.values()].filter(
    ({ type, parent }) => type === 'startEvent' && model.elements.get(parent)?.isTriggeredByEvent,
  );
  const names = [...anytime.flatMap(({ message }) => message ?? [])];
  for (const { element } of resting) names.push(...messagesAt(model, element));
  return state === 'open'
    ? sheet.messages.map(({ name }) => name).filter((name) => names.includes(name))
    : [];
};

/** The facts of a case in a state. */
export const factsOf = (
  procedure: Procedure,
  present: Present,
  more: Partial<CardFacts> & { locale?: Locale } = {},
): CardFacts => ({
  model: procedure.model,
  sheet: procedure.sheet,
  municipality,
  present,
  presentedAt: since,
  dueDate: '2026-04-01',
  silence: null,
  stop: null,
  now: new Date('2026-03-20T09:00:00Z'),
  letters: [letterSent],
  awaited: awaitedIn(procedure, present),
  audience: 'desk',
  t: translators[more.locale ?? 'it'],
  ...more,
});
