// Bundles the unit tests as mutation testing runs them, in the copy of the project whose core has all the mutants.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleTests } from '../../scripts/bundleTests.mjs';

const folder = 'test/unit';
const out = 'out/test/mutation';
/**
 * What is left out. One takes nearly half of the time, and what it ever finds is in damage.test.ts. The other looks at
 * documents, not at core, and the copy has no pictures.
 */
const left = ['fuzz.test.ts', 'links.test.ts'];
const names = readdirSync(folder).filter((name) => name.endsWith('.test.ts') && !left.includes(name));
const hasProperties = (name) => readFileSync(join(folder, name), 'utf8').includes("from 'fast-check'");
// The first test that fails ends the run of a mutant: what takes longer comes last.
const ordered = [...names.filter((name) => !hasProperties(name)), ...names.filter(hasProperties)];

await bundleTests({
  layer: 'unit',
  // The runner is told which file it is whose tests are declared next.
  imports: ordered.flatMap((name) => [
    `data:text/javascript,globalThis.testFile = '${folder}/${name}'`,
    `./${name}`,
  ]),
  // The same few texts each time, so that what survives survives again. The smallest that fails is not looked for.
  properties: { numRuns: 10, seed: 20260301, endOnFailure: true },
  outfile: `${out}/counting.js`,
});

// Which test reaches which mutants is counted in the first run. All others do without: it is most of their time.
const counting = readFileSync(`${out}/counting.js`, 'utf8');
writeFileSync(`${out}/tests.js`, counting.replace(/stryCov_9fa48\d*\((?:"\d+"(?:, )?)+\)/g, '0'));
