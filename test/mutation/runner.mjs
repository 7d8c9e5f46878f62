// Runs the bundled unit tests for Stryker. Its own runner for Mocha is for versions before 12, and starts a process for
// each mutant of what runs while files are loaded; a bundle can be loaded again.
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { declareFactoryPlugin, PluginKind, tokens } from '@stryker-mutator/api/plugin';
import {
  determineHitLimitReached,
  DryRunStatus,
  TestStatus,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner';
import Mocha from 'mocha';

/** What the mutants in the bundle look at: which of them is active, and how often each was reached. */
const mutants = (globalThis.__stryker__ ??= {});

class BundleRunner {
  #mocha;

  capabilities() {
    return { reloadEnvironment: true };
  }

  async dryRun({ coverageAnalysis, disableBail }) {
    const result = await this.#run({ bail: !disableBail, bundle: 'counting.js' });
    this.#forget();
    return result.status === DryRunStatus.Complete && coverageAnalysis !== 'off'
      ? { ...result, mutantCoverage: mutants.mutantCoverage }
      : result;
  }

  async mutantRun({ activeMutant, testFilter, disableBail, hitLimit, mutantActivation, reloadEnvironment }) {
    if (reloadEnvironment) this.#forget();
    mutants.hitLimit = hitLimit;
    mutants.hitCount = hitLimit === undefined ? undefined : 0;
    const result = await this.#run({
      bail: !disableBail,
      mutant: activeMutant.id,
      isLoadedWithIt: mutantActivation === 'static',
      wanted: testFilter && new Set(testFilter),
    });
    return toMutantRunResult(result);
  }

  async #run({ bail, mutant, isLoadedWithIt, wanted, bundle = 'tests.js' }) {
    try {
      mutants.activeMutant = isLoadedWithIt ? mutant : undefined;
      this.#mocha ??= load(resolve('out/test/mutation', bundle));
      mutants.activeMutant = mutant;
      const tests = await runTests(this.#mocha, bail, wanted);
      return (
        determineHitLimitReached(mutants.hitCount, mutants.hitLimit) ?? {
          status: DryRunStatus.Complete,
          tests,
        }
      );
    } catch (error) {
      return { status: DryRunStatus.Error, errorMessage: error.stack ?? String(error) };
    } finally {
      if (isLoadedWithIt) this.#forget();
    }
  }

  #forget() {
    this.#mocha?.dispose();
    this.#mocha = undefined;
  }
}

/** Loads the tests of a bundle, and core with them, anew. */
function load(bundle) {
  const mocha = new Mocha({ timeout: 0 });
  mocha.cleanReferencesAfterRun(false);
  const nameFile = (declared) => (declared.source = resolve(globalThis.testFile));
  mocha.suite.on('suite', nameFile).on('test', nameFile);
  mocha.suite.emit('pre-require', globalThis, bundle, mocha);
  // One that is used a second time would keep what it loaded the first time.
  const require = createRequire(import.meta.url);
  delete require.cache[bundle];
  require(bundle);
  return mocha;
}

/** Runs the tests of these full titles, or all; gives what came of each. */
function runTests(mocha, bail, wanted) {
  const tests = [];
  setBail(mocha.suite, bail);
  mocha.grep({ test: (title) => wanted?.has(title) ?? true });
  mocha.reporter(function (runner) {
    let started = 0;
    const add = (test, result) =>
      tests.push({
        id: test.fullTitle(),
        name: test.fullTitle(),
        fileName: fileOf(test),
        timeSpentMs: performance.now() - started,
        ...result,
      });
    runner.on('test', (test) => {
      started = performance.now();
      mutants.currentTestId = test.fullTitle();
    });
    runner.on('test end', () => (mutants.currentTestId = undefined));
    runner.on('pass', (test) => add(test, { status: TestStatus.Success }));
    runner.on('fail', (test, error) =>
      add(test.ctx?.currentTest ?? test, {
        status: TestStatus.Failed,
        failureMessage: String(error?.message ?? error),
      }),
    );
  });
  return new Promise((done) => mocha.run(() => done(tests)));
}

/** The file of a test, by which Stryker knows that it has changed. */
function fileOf(declared) {
  return declared.parent.root ? declared.source : fileOf(declared.parent);
}

function setBail(suite, bail) {
  suite.bail(bail);
  for (const one of suite.suites) setBail(one, bail);
}

const create = () => new BundleRunner();
create.inject = tokens();

export const strykerPlugins = [declareFactoryPlugin(PluginKind.TestRunner, 'bundle', create)];
