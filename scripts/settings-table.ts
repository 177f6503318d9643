// npm run settings: writes the table of settings into the README from the one place that defines them.
import { readFileSync, writeFileSync } from 'node:fs';
import { settingRows } from '../core/config.js';
import { inRepo } from '../core/paths.js';

const readme = inRepo('README.md');
const shown = (fallback: string): string =>
  fallback.startsWith('/')
    ? `\`${fallback.replace(/^.*\/(\.data|\.cache\/)/, (_all, tail: string) => (tail === '.data' ? tail : '~/.cache/'))}\``
    : fallback && `\`${fallback}\``;
const rows = settingRows().map(
  ({ name, fallback, purpose }) => `| \`${name}\` | ${shown(fallback)} | ${purpose} |`,
);
const table = ['| impostazione | se manca | a che cosa serve |', '|---|---|---|', ...rows].join('\n');
const text = readFileSync(readme, 'utf8').replace(
  /(<!-- settings:[^>]*-->)[\s\S]*(<!-- \/settings -->)/,
  (_all, open: string, close: string) => `${open}\n${table}\n${close}`,
);
writeFileSync(readme, text);
