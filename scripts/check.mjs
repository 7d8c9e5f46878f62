// Runs every check of the sources at the same time, and shows what each has to say when it has ended.
import { spawn } from 'node:child_process';
import process from 'node:process';

const checks = ['types', 'lint', 'format', 'layers', 'dependencies', 'generated'];
const codes = await Promise.all(checks.map(run));
process.exit(codes.find((code) => code !== 0) ?? 0);

/** @param {string} name */
function run(name) {
  const started = Date.now();
  const child = spawn(`npm run --silent check:${name}`, { shell: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  return new Promise((resolve) => {
    child.once('close', (code) => {
      const seconds = ((Date.now() - started) / 1000).toFixed(1);
      console.log(`check:${name} ${code === 0 ? 'passed' : 'failed'}, ${seconds} s\n${output.trim()}`.trim());
      resolve(code ?? 1);
    });
  });
}
