// npm test: formatting, lint, types and every test, then one line `N passed, N failed`.
import { spawn, spawnSync } from 'node:child_process';
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

/** Each of the checks needs one core: they run together, and tell one after the other. */
const check = ([title, command, args]) => {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => said.push(data));
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ title, isGood: false, said: String(error) }));
    child.on('close', (status) =>
      resolve({ title, isGood: status === 0, said: Buffer.concat(said).toString() }),
    );
  });
};

let passed = 0;
let failed = 0;
for (const checked of checks.map(check)) {
  const { title, isGood, said } = await checked;
  say(`\n— ${title}${isGood ? '' : ': no'}`);
  process.stdout.write(said);
  if (isGood) passed += 1;
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
