// npm test: formatting, lint, types and every test, then one line `N passed, N failed`.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepare, say } from './prepare.mjs';

prepare();

const bin = (name) => join('node_modules', '.bin', name);
const checks = [
  ['Formato', bin('prettier'), ['--check', '--log-level', 'warn', '.']],
  [
    'Regole di scrittura',
    bin('eslint'),
    ['.', '--max-warnings=0', '--cache', '--cache-location', 'node_modules/.cache/eslint'],
  ],
  ['Tipi', bin('tsc'), ['--noEmit', '-p', '.']],
  ['Procedimenti', process.execPath, ['--import', 'tsx', 'processes/catalogue/lint/main.ts']],
];

let passed = 0;
let failed = 0;
for (const [title, command, args] of checks) {
  say(`\n— ${title}`);
  const { status } = spawnSync(command, args, { stdio: 'inherit' });
  if (status === 0) passed += 1;
  else failed += 1;
}

/** One run of vitest; counts what passed and failed. The engine runs only while its own tests do: it is never quite idle. */
const runTests = (projects) => {
  const folder = mkdtempSync(join(tmpdir(), 'sportello-report-'));
  const report = join(folder, 'report.json');
  const chosen = projects.flatMap((project) => ['--project', project]);
  const output = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const args = ['run', '--passWithNoTests', ...chosen, ...output, ...process.argv.slice(2)];
  const { status } = spawnSync(bin('vitest'), args, { stdio: 'inherit' });
  const before = failed;
  if (existsSync(report)) {
    const { numPassedTests, numFailedTests, numFailedTestSuites, testResults } = JSON.parse(
      readFileSync(report, 'utf8'),
    );
    passed += numPassedTests;
    // A file that fails outside its tests (an import, a hook) has no failed test of its own.
    const brokenFiles = testResults.filter(
      (file) =>
        file.status === 'failed' && file.assertionResults.every((result) => result.status !== 'failed'),
    ).length;
    failed += numFailedTests + brokenFiles;
    if (numFailedTestSuites > 0 && failed === before) failed += 1;
  }
  if (status !== 0 && failed === before) failed += 1; // vitest itself broke
  rmSync(folder, { recursive: true, force: true });
};

say('\n— Prove');
runTests(['unit', 'parts']);
runTests(['engine']);
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exit(failed === 0 ? 0 : 1);
