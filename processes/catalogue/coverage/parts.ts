import { isField } from '../forms/fields.js';
import type { FormComponent } from '../bundle.js';
import type { ProcedureVersion } from '../catalogue.js';
import { constantOf } from '../lint/finding.js';
import type { Parts } from './kinds.js';

import { boundBy } from '../shared/bind.js';

type Published = Pick<ProcedureVersion, 'drawn' | 'model'>;

/**
 * Everything of a published procedure that a scenario can pass; letters are those that the diagram writes. What stands in
 * a shared subprocess is nobody's own: all procedures' scenarios together pass it.
 */
export const partsOf = ({ drawn, model }: Published): Parts => {
  const elements = [...model.elements.values()];
  const letters = elements.flatMap(({ inputs }) => constantOf(inputs['lettera']) ?? []);
  return {
    node: new Set(
      elements
        .filter(({ id, type }) => isOwn(id) && !/^data|association|annotation/i.test(type))
        .map(({ id }) => id),
    ),
    flow: new Set([...model.flows.keys()].filter(isOwn)),
    rule: new Set(Object.values(drawn.decisions).flatMap(rulesIn)),
    letter: new Set(letters),
    field: new Set(
      Object.entries(drawn.forms).flatMap(([key, form]) =>
        fieldsIn(form.components).map((field) => `${key}/${field}`),
      ),
    ),
  };
};

const isOwn = (id: string): boolean => !id.includes(boundBy);

const decisions = /<(?:\w+:)?decision\b([^>]*)>([\s\S]*?)<\/(?:\w+:)?decision>/g;
const rules = /<(?:\w+:)?rule\b([^>]*)>/g;
const idIn = (attributes: string | undefined): string => /\bid="([^"]*)"/.exec(attributes ?? '')?.[1] ?? '';

const rulesIn = (dmn: string): string[] =>
  [...dmn.matchAll(decisions)].flatMap(([, head, body = '']) =>
    [...body.matchAll(rules)].map(([, rule]) => `${idIn(head)}/${idIn(rule)}`),
  );

/** Keys of the answers; those of a repeated group carry the group's name. */
const fieldsIn = (components: readonly FormComponent[], before = ''): string[] =>
  components.flatMap((component) => {
    const inside = component.path ? `${before}${component.path}.` : before;
    return [
      ...(isField(component) && component.type !== 'filepicker' ? [`${before}${component.key}`] : []),
      ...fieldsIn(component.components ?? [], inside),
    ];
  });
