// Bundles what ships: the client and the language server, each for Node and for the web worker, and the MCP server.
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
    entryPoints: ['cli/src/mcp/main.ts'],
    outfile: 'dist/mcp.js',
    platform: 'node',
    format: 'cjs',
    define: { VERSION: JSON.stringify(version) },
  },
];

await rm('dist', { recursive: true, force: true });
for (const bundle of bundles) {
  const options = { ...shared, ...bundle };
  if (watch) await (await context(options)).watch();
  else await build(options);
}
