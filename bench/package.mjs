// What is downloaded: the package, with the bundles of the extension, the server and the command line.
import { execFileSync } from 'node:child_process';
import { report } from './report.mjs';

const [{ size }] = JSON.parse(execFileSync('npm', ['pack', '--dry-run', '--json'], { encoding: 'utf8' }));
report({ 'packed package': { bytes: size } });
