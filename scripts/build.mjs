// Bundles what ships: the client and the language server, each for Node and for the web worker, and the command line.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import process from 'node:process';
import { build, context, transform } from 'esbuild';

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

/**
 * Writes what was built as CommonJS. Only ES modules can be split into parts that are loaded when they are needed, but
 * Node takes twice as long to load them.
 *
 * @type {import('esbuild').Plugin}
 */
const asCommonJS = {
  name: 'as-common-js',
  setup({ onEnd }) {
    onEnd(async ({ outputFiles = [] }) => {
      for (const { path, text } of outputFiles) {
        const { code } = await transform(text, {
          format: 'cjs',
          platform: 'node',
          target: shared.target,
          minify: shared.minify,
          sourcemap: watch && 'inline',
          legalComments: 'none',
          supported: { 'dynamic-import': false },
        });
        await mkdir(dirname(path), { recursive: true });
        await writeFile(path, code, { mode: text.startsWith('#!') ? 0o755 : 0o644 });
      }
    });
  },
};

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
    entryPoints: ['server/src/browser/main.ts'],
    outfile: 'dist/server/browser.js',
    platform: 'browser',
    format: 'iife',
  },
  {
    // The language server and the command line share what both need, and a command loads only what it needs.
    entryPoints: { 'server/node': 'server/src/node/main.ts', 'cli/agent-backlog': 'cli/src/main.ts' },
    outdir: 'dist',
    chunkNames: 'parts/[name]-[hash]',
    platform: 'node',
    format: 'esm',
    splitting: true,
    write: false,
    sourcemap: watch && 'inline',
    plugins: [noProcesses, asCommonJS],
    define: { VERSION: JSON.stringify(version) },
  },
];

await rm('dist', { recursive: true, force: true });
// Node asks the nearest package.json what kind of modules these are: the extension's takes a while to read.
await mkdir('dist');
await writeFile('dist/package.json', `${JSON.stringify({ type: 'commonjs' })}\n`);
for (const bundle of bundles) {
  const options = { ...shared, ...bundle };
  if (watch) await (await context(options)).watch();
  else await build(options);
}
