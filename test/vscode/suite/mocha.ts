// The browser build is the one that runs in both hosts: a web worker, and Node inside VS Code.
import 'mocha/mocha.js';
import type MochaClass from 'mocha';

const { Mocha } = globalThis as unknown as { Mocha: typeof MochaClass };
const {
  EVENT_RUN_END,
  EVENT_SUITE_BEGIN,
  EVENT_SUITE_END,
  EVENT_TEST_FAIL,
  EVENT_TEST_PASS,
  EVENT_TEST_PENDING,
} = Mocha.Runner.constants;

/** Tells the driver which lines of the host's console are ours; VS Code logs there too. */
const TEST_OUTPUT = '[test]';

/** Prints each test and its outcome to the console, the one thing that both hosts hand on to the driver. */
class ConsoleReporter {
  #depth = 0;

  constructor(runner: Mocha.Runner) {
    const print = (text: string) => {
      console.log(TEST_OUTPUT, '  '.repeat(this.#depth) + text);
    };
    runner
      .on(EVENT_SUITE_BEGIN, (suite) => {
        if (suite.title) print(suite.title);
        this.#depth++;
      })
      .on(EVENT_SUITE_END, () => {
        this.#depth--;
      })
      .on(EVENT_TEST_PASS, (test) => {
        print(`✔ ${test.title} (${String(test.duration ?? 0)} ms)`);
      })
      .on(EVENT_TEST_PENDING, (test) => {
        print(`- ${test.title}`);
      })
      .on(EVENT_TEST_FAIL, (test, error: Error) => {
        print(`✘ ${test.title}`);
        print(error.stack ?? String(error));
      })
      .on(EVENT_RUN_END, () => {
        const { passes = 0, failures = 0, pending = 0 } = runner.stats ?? {};
        console.log(
          TEST_OUTPUT,
          `${String(passes)} passed, ${String(failures)} failed, ${String(pending)} skipped`,
        );
      });
  }
}

// The reporter takes the constructor's place among Mocha's own, which its types do not foresee.
const mocha = new Mocha({ ui: 'bdd', timeout: 120_000, reporter: ConsoleReporter as never });
// Gives the files that are imported after this one their `describe` and `it`.
mocha.suite.emit('pre-require', globalThis, '', mocha);

/** What VS Code calls in the extension host: runs every test that was registered, and fails if one failed. */
export function run(): Promise<void> {
  return new Promise((resolve, reject) => {
    mocha.run((failures) => {
      if (failures) reject(new Error(`${String(failures)} tests failed`));
      else resolve();
    });
  });
}
