import type { Rule } from '../finding.js';

const engine = '8.5';

/** The modeler and its checks offer what the engine of this version can do. */
export const engineVersion: Rule = {
  name: 'engine-version',
  check: ({ model: { executionPlatformVersion: version } }) =>
    version?.startsWith(`${engine}.`)
      ? []
      : [
          {
            message: `il diagramma è per ${version ? `il motore ${version}` : 'un motore non indicato'}: scrivi modeler:executionPlatformVersion="${engine}.0"`,
          },
        ],
};
