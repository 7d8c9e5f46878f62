import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** @typedef {{ passed: number, failed: number, skipped: number }} Outcome */

/** @typedef {Outcome & { again: string[] }} Total with the jobs that did only at the second attempt */

const worker = fileURLToPath(new URL('worker.mjs', import.meta.url));

/**
 * Runs jobs, several at a time. Each has a process and a browser of its own: nobody reads another's clipboard, and what
 * goes wrong is known to be of that job. What a job prints is shown as a whole, when it has ended.
 *
 * A job that fails is run a second time, in new windows: a whole editor, driven from outside on a busy machine, is not
 * without hiccups. Nothing of it is hidden: the first failure is printed, and the job is named in the total.
 *
 * @param {import('./worker.mjs').Setting} setting
 * @param {import('./worker.mjs').Job[]} jobs
 * @param {number} workers how many at a time, at least one
 * @param {AbortSignal} signal ends the jobs that run and starts no other
 * @returns {Promise<Total>} of all jobs together; a job that ended without an outcome counts as a failure
 */
export async function runJobs(setting, jobs, workers, signal) {
  /** @type {Total} */
  const total = { passed: 0, failed: 0, skipped: 0, again: [] };
  const waiting = [...jobs];
  const work = async () => {
    for (let job = waiting.shift(); job && !signal.aborted; job = waiting.shift()) {
      let outcome = await runJob(setting, job, signal);
      if (outcome.failed > 0 && !signal.aborted) {
        outcome = await runJob(setting, job, signal);
        if (outcome.failed === 0) total.again.push(titleOf(job));
      }
      total.passed += outcome.passed;
      total.failed += outcome.failed;
      total.skipped += outcome.skipped;
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, Math.trunc(workers) || 1) }, work));
  signal.throwIfAborted();
  return total;
}

/**
 * @param {import('./worker.mjs').Setting} setting
 * @param {import('./worker.mjs').Job} job
 * @param {AbortSignal} signal
 * @returns {Promise<Outcome>}
 */
function runJob(setting, job, signal) {
  const started = Date.now();
  return new Promise((resolve, reject) => {
    const child = fork(worker, { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
    const end = () => void child.kill('SIGTERM');
    signal.addEventListener('abort', end);
    /** @type {Outcome | undefined} */
    let outcome;
    let output = '';
    child.stdout?.on('data', (chunk) => (output += chunk));
    child.stderr?.on('data', (chunk) => (output += chunk));
    child.once('message', (message) => (outcome = /** @type {Outcome} */ (message)));
    child.once('error', reject);
    child.once('close', (code, ending) => {
      signal.removeEventListener('abort', end);
      if (signal.aborted) return resolve({ passed: 0, failed: 0, skipped: 0 });
      const seconds = ((Date.now() - started) / 1000).toFixed(1);
      // Where a pattern chooses tests, most files have none of them.
      if (outcome && outcome.passed + outcome.failed + outcome.skipped === 0 && code === 0)
        return resolve(outcome);
      console.log(`\n${titleOf(job)}, ${seconds} s\n${output.trimEnd()}`);
      if (code === 0 && outcome) return resolve(outcome);
      console.log(`It ended with ${code ?? ending}.`);
      const { passed = 0, failed = 0, skipped = 0 } = outcome ?? {};
      resolve({ passed, failed: Math.max(failed, 1), skipped });
    });
    child.send({ setting, job });
  });
}

/** @param {import('./worker.mjs').Job} job */
function titleOf(job) {
  return 'suite' in job
    ? `Inside VS Code${job.version ? ` ${job.version}` : ''}, ${job.kind} host`
    : `As a person, ${job.name}, ${job.kind} host`;
}
