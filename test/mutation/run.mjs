// Runs Stryker, which is installed when it is first asked for: `npm run test:mutation [-- options of Stryker]`.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';

const folder = 'test/mutation';
const stryker = join(folder, 'node_modules/@stryker-mutator/core/bin/stryker.js');
if (!existsSync(stryker)) execFileSync('npm', ['ci', '--prefix', folder], { stdio: 'inherit' });
const args = [stryker, 'run', join(folder, 'stryker.config.mjs'), ...process.argv.slice(2)];
process.exit(spawnSync(process.execPath, args, { stdio: 'inherit' }).status ?? 1);
