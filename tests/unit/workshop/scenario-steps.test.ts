import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { translator, readMessages, locales } from '../../../web/i18n.js';
import { stepsToWrite } from '../../../web/workshop/scenarios/steps.js';

it.each(locales)('every step that a scenario can have is explained (%s)', (locale) => {
  const t = translator(locale, readMessages(locale));
  expect(stepsToWrite.length).toBeGreaterThan(15);
  for (const { name, example } of stepsToWrite) {
    expect(Object.keys(parse(example) as object), name).toEqual([name]);
    expect(example).not.toBe(name);
    expect(t(`workshop.scenario.step.${name}`), name).not.toMatch(/^workshop\./);
  }
});
