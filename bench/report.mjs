import process from 'node:process';

/** Gives what one measurement found, by name, to the run of all. */
export function report(found) {
  process.stdout.write(`${JSON.stringify(found)}\n`);
}
