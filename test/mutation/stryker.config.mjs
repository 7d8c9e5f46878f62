// Changes core in thousands of ways, one at a time, and sees whether a unit test fails: `npm run test:mutation`.
import process from 'node:process';

// Real files are not there on every machine, and the same mutants must survive on all.
delete process.env.AGENT_BACKLOG_CORPUS;

const reports = 'test-results/mutation';

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  mutate: ['core/src/**/*.ts'],
  ignorePatterns: ['dist', 'out', '.tsbuild', '.vscode-test', 'test-results', 'bench'],
  ignorers: ['texts'],
  plugins: ['./test/mutation/ignoreTexts.mjs', './test/mutation/runner.mjs'],
  buildCommand: 'node test/mutation/bundle.mjs',
  testRunner: 'bundle',
  coverageAnalysis: 'perTest',
  // esbuild does not look at types.
  disableTypeChecks: false,
  concurrency: 1,
  // Each survivor among what runs only while files are loaded costs a run of all tests: `STATIC=1` tries these as well.
  ignoreStatic: process.env.STATIC === undefined,
  // A machine that is busy with something else must not kill a mutant.
  timeoutFactor: 3,
  dryRunTimeoutMinutes: 10,
  tempDirName: 'out/mutation',
  incremental: true,
  incrementalFile: `${reports}/incremental.json`,
  reporters: ['clear-text', 'html', 'json', 'progress-append-only'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  htmlReporter: { fileName: `${reports}/mutation.html` },
  jsonReporter: { fileName: `${reports}/mutation.json` },
  thresholds: { high: 95, low: 90, break: 90 },
};
