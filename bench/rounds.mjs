/**
 * Times things in turn, one after the other in each round: a machine that changes its speed does so for all of them. Packages for
 * benchmarks run one thing to its end before the next one begins.
 *
 * @param {Record<string, () => unknown>} things
 * @param {{ rounds: number, warmUp: number }} options
 * @returns {Promise<Record<string, { median: number, min: number, max: number }>>} in milliseconds; the slowest and fastest tenth
 *   are left out of `min` and `max`
 */
export async function inTurn(things, { rounds, warmUp }) {
  const times = Object.fromEntries(Object.keys(things).map((name) => [name, []]));
  for (let round = -warmUp; round < rounds; round++) {
    for (const [name, run] of Object.entries(things)) {
      const some = await timesOf(run);
      if (round >= 0) times[name].push(...some);
    }
  }
  return Object.fromEntries(Object.entries(times).map(([name, all]) => [name, spreadOf(all)]));
}

/**
 * What is short is run for so many milliseconds: by itself it would be run before it is compiled, and while what the one before it
 * has left behind is cleared away.
 */
const leastTime = 150;

async function timesOf(run) {
  const times = [];
  for (const begun = performance.now(); performance.now() - begun < leastTime;) {
    const start = performance.now();
    await run();
    times.push(performance.now() - start);
  }
  return times;
}

/**
 * The median of some times, and the slowest and fastest of what is left without a tenth of them at either end.
 *
 * @param {number[]} all in milliseconds
 */
export function spreadOf(all) {
  const sorted = all.toSorted((a, b) => a - b);
  const at = (part) => sorted[Math.round((sorted.length - 1) * part)];
  return { median: at(0.5), min: at(0.1), max: at(0.9) };
}
