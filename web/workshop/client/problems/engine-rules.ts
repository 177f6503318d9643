import plugin from 'bpmnlint-plugin-camunda-compat';

/** The engine's rules by version, under the name by which `@camunda/linting` asks for them. */
export const { configs } = plugin;
