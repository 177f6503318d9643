import { validateZeebe } from '@bpmn-io/element-templates-validator';
import { expect, test } from 'vitest';
import { loadMunicipality } from '../../../processes/catalogue/municipality.js';
import { sharedContracts } from '../../../processes/catalogue/folder.js';
import { decisionTemplates } from '../../../web/workshop/element-templates/decision.js';
import { sharedTemplates } from '../../../web/workshop/element-templates/shared.js';
import { stepTemplates } from '../../../web/workshop/element-templates/steps.js';
import { taskTemplate } from '../../../web/workshop/element-templates/task.js';
import { workerContracts } from '../../../workers/contracts.js';

const letters = new Map([['L6', 'L6 · Accoglimento']]);
const templates = stepTemplates(workerContracts, letters);
const officeNames = async (): Promise<Map<string, string>> =>
  new Map((await loadMunicipality()).offices.map(({ id, name }) => [id, name]));

test('every worker is a step that the modeler can offer, by the modeler’s own rules', () => {
  expect(templates.map(({ id }) => id)).toEqual(workerContracts.map(({ type }) => `sportello.${type}`));
  for (const template of templates) {
    const { valid, errors } = validateZeebe(template);
    expect(valid, `${template.id}: ${JSON.stringify(errors)}`).toBe(true);
  }
});

test('so is a clerk’s task, with the municipality’s offices and the procedure’s forms', async () => {
  const template = taskTemplate(await officeNames(), ['controllo', 'consegna']);
  // The schema knows only tasks that the engine keeps itself, with forms of its own; ours stay jobs with a form's key
  const asEngineTask = JSON.stringify({
    ...template,
    properties: [{ type: 'Hidden', binding: { type: 'zeebe:userTask' } }, ...template.properties],
  }).replace('"property":"formKey"', '"property":"formId"');
  expect(validateZeebe(JSON.parse(asEngineTask) as object).errors).toBeNull();
  const choices = template.properties.flatMap((property) => property.choices ?? []);
  expect(choices).toContainEqual({ name: 'Servizi demografici', value: '=["demografici"]' });
  expect(choices).toContainEqual({ name: 'consegna', value: 'consegna' });
});

test('so is every shared subprocess', async () => {
  const shared = sharedTemplates(await sharedContracts(), { offices: await officeNames(), letters });
  for (const template of shared) expect(validateZeebe(template).errors, template.id).toBeNull();
  const choices = shared.flatMap(({ properties }) =>
    properties.flatMap((property) => property.choices ?? []),
  );
  expect(choices).toContainEqual({ name: 'L6 · Accoglimento', value: 'L6' });
});

test('so is a decision, with those of the draft; without any there is nothing to choose', () => {
  const [template] = decisionTemplates(new Map([['prezzo', 'Quanto costa']]));
  expect(validateZeebe(template ?? {}).errors).toBeNull();
  expect(template?.properties[0]?.choices).toEqual([{ name: 'Quanto costa', value: 'prezzo' }]);
  expect(decisionTemplates(new Map())).toEqual([]);
});

test('a letter is chosen by its name', () => {
  const step = templates.find(({ id }) => id === 'sportello.lettera.componi');
  const letter = step?.properties.find(({ binding }) => binding.name === 'lettera');
  expect(letter?.choices).toContainEqual({ name: 'L6 · Accoglimento', value: 'L6' });
});

test('the validator is not asleep: a step without a name is refused', () => {
  const [first] = templates;
  expect(validateZeebe({ ...first, name: undefined })).toMatchObject({ valid: false });
});

test('a required input can’t be left empty, and an optional one leaves nothing behind', () => {
  for (const contract of workerContracts) {
    const template = templates.find(({ id }) => id === `sportello.${contract.type}`);
    for (const { name, required } of contract.inputs) {
      const property = template?.properties.find(({ binding }) => binding.name === name);
      expect(property, `${contract.type} ${name}`).toMatchObject(
        required ? { constraints: { notEmpty: true } } : { optional: true },
      );
    }
  }
});
