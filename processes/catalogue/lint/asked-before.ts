import type { DiagramElement } from '../diagram-model.js';
import type { LintContext } from './finding.js';
import { answersOf } from './rules/variables.js';

/** What people have been asked by the time an element begins. */
export interface Asked {
  /** On whatever way the case came here. */
  surely: ReadonlySet<string>;
  /** On one way at least. */
  perhaps: ReadonlySet<string>;
}

const asks = (element: DiagramElement, { bundle }: LintContext): string[] => {
  const message = bundle.sheet.messages.find(({ name }) => name === element.message);
  return [element.formKey, message?.form].flatMap((key) => (key ? answersOf(bundle.forms[key]) : []));
};

const union = (sets: ReadonlySet<string>[]): Set<string> => new Set(sets.flatMap((set) => [...set]));
const common = (sets: ReadonlySet<string>[]): Set<string> => {
  const [first, ...others] = sets;
  return new Set([...(first ?? [])].filter((name) => others.every((set) => set.has(name))));
};

/**
 * Follows every way through a diagram and tells for each element which questions its forms have asked before: tasks, and
 * messages that bring a form. A subprocess is entered from what leads to it and left by its ends; a boundary event takes
 * over from its host's beginning, where it may or may not have asked; an event subprocess may begin at any time. Branches
 * that run at the same time have all been there when they meet.
 */
export const askedBefore = (context: LintContext): ((id: string) => Asked) => {
  const { model } = context;
  const nodes = [...model.elements.values()];
  const inside = (id: string): DiagramElement[] => nodes.filter(({ parent }) => parent === id);
  const own = new Map(nodes.map((node) => [node.id, asks(node, context)]));
  const everything = union(nodes.map((node) => new Set(own.get(node.id))));
  const sources = new Map<string, DiagramElement[]>();
  for (const { source, target } of model.flows.values()) {
    const from = model.elements.get(source);
    if (from) sources.set(target, [...(sources.get(target) ?? []), from]);
  }
  const before = new Map(nodes.map(({ id }) => [id, { surely: everything, perhaps: new Set<string>() }]));
  const nothing: Asked = { surely: new Set(), perhaps: new Set() };
  const at = (id: string): Asked => before.get(id) ?? nothing;
  const deep = (id: string): DiagramElement[] => inside(id).flatMap((node) => [node, ...deep(node.id)]);

  /** What has been asked when an element is left: of a subprocess, at its ends. */
  const after = (node: DiagramElement): Asked => {
    const ends = inside(node.id).filter(
      ({ outgoing, attachedTo, isTriggeredByEvent, type }) =>
        outgoing.length === 0 && !isTriggeredByEvent && (type === 'endEvent' || !attachedTo),
    );
    const { surely, perhaps } = at(node.id);
    const mine = own.get(node.id) ?? [];
    const left = ends.map(after);
    return {
      surely: new Set([
        ...surely,
        ...mine,
        ...(left.length > 0 ? common(left.map((one) => one.surely)) : []),
      ]),
      perhaps: new Set([...perhaps, ...mine, ...union(left.map((one) => one.perhaps))]),
    };
  };

  const enter = (node: DiagramElement): Asked => {
    if (node.attachedTo) {
      const host = at(node.attachedTo);
      const within = union(deep(node.attachedTo).map(({ id }) => new Set(own.get(id))));
      return { surely: host.surely, perhaps: union([host.perhaps, within]) };
    }
    const scope = model.elements.get(node.parent);
    if (node.isTriggeredByEvent) {
      const around = union(deep(node.parent).map(({ id }) => new Set(own.get(id))));
      return { surely: at(node.parent).surely, perhaps: union([at(node.parent).perhaps, around]) };
    }
    const incoming = (sources.get(node.id) ?? []).map(after);
    if (incoming.length === 0) return scope ? at(scope.id) : nothing;
    const meets = node.type === 'parallelGateway' ? union : common;
    return {
      surely: meets(incoming.map(({ surely }) => surely)),
      perhaps: union(incoming.map(({ perhaps }) => perhaps)),
    };
  };

  const size = ({ surely, perhaps }: Asked): number => perhaps.size - surely.size;
  for (let changed = true; changed;) {
    changed = false;
    for (const node of nodes) {
      const next = enter(node);
      if (size(next) === size(at(node.id))) continue; // what is sure only shrinks, what may be only grows
      before.set(node.id, { surely: new Set(next.surely), perhaps: new Set(next.perhaps) });
      changed = true;
    }
  }
  return at;
};
