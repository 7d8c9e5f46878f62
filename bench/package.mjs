// What is downloaded: the extension, with the bundles for both hosts, and the command line.
import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import process from 'node:process';
import { report } from './report.mjs';

const printed = execFileSync(process.execPath, ['scripts/publish/pack.mjs'], { encoding: 'utf8' });
const sizeOf = (end) => {
  const [path] = new RegExp(`^out/packages/\\S+${end}(?=,)`, 'm').exec(printed) ?? [];
  return { bytes: statSync(path).size };
};
report({ 'packed extension': sizeOf('\\.vsix'), 'packed command line': sizeOf('\\.tgz') });
