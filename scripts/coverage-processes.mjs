// npm run coverage:processes: walks all scenarios on the engine and prints what of each procedure they passed.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { prepare } from './prepare.mjs';

prepare();

const report = join('test-results', 'coverage-processes.md');
rmSync(report, { force: true });
const vitest = join('node_modules', '.bin', 'vitest');
const { status } = spawnSync(vitest, ['run', '--project', 'engine', 'tests/engine/scenarios.test.ts'], {
  stdio: 'inherit',
});
if (existsSync(report)) process.stdout.write(`\n${readFileSync(report, 'utf8')}`);
process.exit(status ?? 1);
