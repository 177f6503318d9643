import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { scenarioSchema } from '../../../processes/catalogue/scenario/schema.js';
import { translator, readMessages, locales } from '../../../web/i18n.js';
import { stepsToWrite } from '../../../web/workshop/scenarios/steps.js';

const stepSchema = scenarioSchema.shape.steps.element;

it.each(locales)('every step that a scenario can have is explained (%s)', (locale) => {
  const t = translator(locale, readMessages(locale));
  expect(stepsToWrite.length).toBeGreaterThan(15);
  for (const { name, example } of stepsToWrite) {
    const step: unknown = parse(example);
    expect(Object.keys(step as object)[0]).toBe(name);
    expect(stepSchema.safeParse(step).error, name).toBeUndefined();
    expect(t(`workshop.scenario.step.${name}`), name).not.toMatch(/^workshop\./);
  }
});
