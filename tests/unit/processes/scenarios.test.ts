import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../../core/json.js';
import type { FormComponent, ProcedureBundle } from '../../../processes/catalogue/bundle.js';
import { loadFolder } from '../../../processes/catalogue/folder.js';
import { readDiagram, type DiagramModel } from '../../../processes/catalogue/diagram-model.js';
import { procedureFolders } from '../../../processes/catalogue/publish.js';
import { bindShared } from '../../../processes/catalogue/shared/bind.js';
import { dated } from '../../../processes/catalogue/scenario/dated.js';
import { loadScenarios } from '../../../processes/catalogue/scenario/in-files.js';
import type { Scenario } from '../../../processes/catalogue/scenario/schema.js';
import { thereAndBack } from '../forms/page.js';

/** What a step of a scenario enters, and the form in which a person would. */
interface Entry {
  place: string;
  formKey: string | null | undefined;
  data: JsonObject;
}

const someDay = '2026-03-02';

const entriesOf = (scenario: Scenario, { sheet }: ProcedureBundle, { elements }: DiagramModel): Entry[] => [
  {
    place: 'application',
    formKey: sheet.applicationForm,
    data: dated(scenario.application as JsonObject, someDay),
  },
  ...scenario.steps.flatMap((step, index): Entry[] => {
    const place = `step ${index + 1}`;
    if ('task' in step)
      return [
        { place, formKey: elements.get(step.task)?.formKey, data: dated(step.do as JsonObject, someDay) },
      ];
    if (!('message' in step)) return [];
    const message = sheet.messages.find(({ name }) => name === step.message);
    return [{ place, formKey: message?.form, data: dated(step.data as JsonObject, someDay) }];
  }),
];

const isAnswered = ([, value]: [string, Json]): boolean =>
  value !== false && value !== '' && !(Array.isArray(value) && value.length === 0);

/** Choices that only the data bank knows (the people of an office) and files can't be entered here. */
const asTyped = (components: FormComponent[]): FormComponent[] =>
  components.map((component) => ({
    ...component,
    type: component.properties?.['tipo'] === 'persona-ufficio' ? 'textfield' : component.type,
    ...(component.components ? { components: asTyped(component.components) } : {}),
  }));

/** What a person would have been told, or could not have entered at all. */
const refusals = ({ place, formKey, data }: Entry, { forms }: ProcedureBundle): string[] => {
  const form = forms[formKey ?? ''];
  if (!form) return [`${place}: no form ${formKey ?? ''}`];
  const entered = thereAndBack({ ...form, components: asTyped(form.components) }, data);
  const kept = Object.fromEntries(Object.entries(entered.data).filter(isAnswered));
  const meant = Object.fromEntries(Object.entries(data).filter(isAnswered));
  return [
    ...Object.entries(entered.errors).map(([field, error]) => `${place}, ${field}: ${error}`),
    ...Object.keys({ ...meant, ...kept })
      .filter(
        (field) => !(field in entered.errors) && JSON.stringify(meant[field]) !== JSON.stringify(kept[field]),
      )
      .map(
        (field) =>
          `${place}, ${field}: ${JSON.stringify(meant[field])} becomes ${JSON.stringify(kept[field])}`,
      ),
  ];
};

for (const folder of await procedureFolders()) {
  const procedureId = basename(folder);
  const bundle = await bindShared(await loadFolder(folder));
  const model = await readDiagram(bundle.bpmn);
  const scenarios = await loadScenarios(folder, procedureId);

  describe(`the scenarios of ${procedureId}`, () => {
    test.each(scenarios.map(({ scenario }) => [scenario.title, scenario] as const))(
      '%s: enters what its forms take',
      (_title, scenario) => {
        const entries = entriesOf(scenario, bundle, model);
        expect(entries.flatMap((entry) => refusals(entry, bundle))).toEqual([]);
      },
    );
    test('name elements, ends and letters that there are', () => {
      const ends = [...model.elements.values()]
        .filter(({ type }) => type === 'endEvent')
        .map(({ name }) => name);
      for (const { scenario } of scenarios) {
        const named = scenario.steps.flatMap((step) =>
          Object.entries(step).flatMap(([kind, value]) => (/task$/i.test(kind) ? [String(value)] : [])),
        );
        expect([...named, ...scenario.expect.passed].filter((id) => !model.elements.has(id))).toEqual([]);
        expect(ends).toContain(scenario.expect.end);
      }
    });
  });
}
