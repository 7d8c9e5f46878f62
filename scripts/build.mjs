// Bundles what ships: the client and the language server, each for Node and for the web worker, and the command line.
import { readFile, rm } from 'node:fs/promises';
import process from 'node:process';
import { context, build } from 'esbuild';

const { version } = JSON.parse(await readFile('package.json', 'utf8'));
const watch = process.argv.includes('--watch');

/** @type {import('esbuild').BuildOptions} */
const shared = {
  bundle: true,
  minify: !watch,
  sourcemap: watch,
  target: 'es2023',
  logLevel: 'warning',
  legalComments: 'none',
};

// Libraries that are no ES modules ask for Node's own modules by `require`, which a module has not.
const requireForModules =
  "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";

/**
 * Commander loads what starts processes, for commands that are programs of their own. There are none, and loading it is a
 * twentieth of the time in which a command starts.
 *
 * @type {import('esbuild').Plugin}
 */
const noProcesses = {
  name: 'no-processes',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
      /[\\/]commander[\\/]/.test(importer) ? { path: 'child_process', namespace: 'absent' } : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'absent' }, () => ({ contents: 'module.exports = {};' }));
  },
};

/** @type {import('esbuild').BuildOptions[]} */
const bundles = [
  {
    entryPoints: ['client/src/node/main.ts'],
    outfile: 'dist/client/node.js',
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
  },
  {
    entryPoints: ['client/src/browser/main.ts'],
    outfile: 'dist/client/browser.js',
    platform: 'browser',
    format: 'cjs',
    external: ['vscode'],
  },
  {
    entryPoints: ['server/src/node/main.ts'],
    outfile: 'dist/server/node.js',
    platform: 'node',
    format: 'cjs',
  },
  {
    entryPoints: ['server/src/browser/main.ts'],
    outfile: 'dist/server/browser.js',
    platform: 'browser',
    format: 'iife',
  },
  {
    entryPoints: { 'agent-backlog': 'cli/src/main.ts' },
    outdir: 'dist/cli',
    outExtension: { '.js': '.mjs' },
    chunkNames: '[name]-[hash]',
    platform: 'node',
    format: 'esm',
    // A command loads only what it needs.
    splitting: true,
    plugins: [noProcesses],
    define: { VERSION: JSON.stringify(version) },
    banner: { js: requireForModules },
  },
];

await rm('dist', { recursive: true, force: true });
for (const bundle of bundles) {
  const options = { ...shared, ...bundle };
  if (watch) await (await context(options)).watch();
  else await build(options);
}
