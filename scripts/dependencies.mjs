// Checks that what ships holds no package but those that CONTRIBUTING.md names, each under a licence that lets it ship.
import { readFile } from 'node:fs/promises';
import process from 'node:process';
import { build } from 'esbuild';
import { bundlesOf, packagesIn } from './bundles.mjs';

/** Those that ask for no more than to be named. */
const licences = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', 'ISC', 'MIT'];

const built = bundlesOf('').map((bundle) =>
  build({ ...bundle, bundle: true, write: false, metafile: true, logLevel: 'error' }),
);
const packages = packagesIn((await Promise.all(built)).map(({ metafile }) => metafile));
const table =
  (await readFile('CONTRIBUTING.md', 'utf8')).match(/^\| package [^]*?(?=\r?\n\r?\n)/m)?.[0] ?? '';
const named = table
  .split(/\r?\n/)
  .slice(2)
  .flatMap((row) => row.split('|')[1]?.split(',') ?? [])
  .map((name) => name.trim());
const wrong = [
  ...packages
    .filter(({ name }) => !named.includes(name))
    .map(({ name }) => `${name} ships, and CONTRIBUTING.md gives no reason for it.`),
  ...named
    .filter((name) => !packages.some((one) => one.name === name))
    .map((name) => `${name} is among what ships in CONTRIBUTING.md, and does not.`),
  ...packages
    .filter(({ licence }) => !licences.includes(licence))
    .map(({ name, licence }) => `${name} ships under the licence ${licence}, which nobody has looked at.`),
];
for (const one of wrong) console.log(one);
process.exitCode = wrong.length === 0 ? 0 : 1;
