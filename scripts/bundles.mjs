import { readFileSync } from 'node:fs';
import { join } from 'node:path';

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

/**
 * What ships, as esbuild has it: the client and the language server, each for Node and for the web worker, and the command
 * line. The last one is split into parts.
 *
 * @param {string} version of the product
 * @returns {import('esbuild').BuildOptions[]}
 */
export function bundlesOf(version) {
  return [
    {
      // A window waits for the extension: what talks to the server is loaded when there is something to say.
      entryPoints: { node: 'client/src/node/main.ts' },
      outdir: 'dist/client',
      chunkNames: 'parts/[name]-[hash]',
      platform: 'node',
      format: 'esm',
      splitting: true,
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
      plugins: [noProcesses],
      define: { VERSION: JSON.stringify(version) },
    },
  ];
}

/**
 * The packages that are in bundles, with the licences that they come under; one of two versions is there twice.
 *
 * @param {import('esbuild').Metafile[]} metafiles of the bundles
 * @returns {{ name: string, licence: string, folder: string }[]} in the order of their folders
 */
export function packagesIn(metafiles) {
  const packages = new Map();
  for (const file of metafiles.flatMap(({ inputs }) => Object.keys(inputs)).sort()) {
    const [, folder, name] = /^(?:\([^)]*\):)?(.*node_modules\/((?:@[^/]+\/)?[^/]+))\//.exec(file) ?? [];
    if (folder === undefined || packages.has(folder)) continue;
    const { license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    packages.set(folder, { name, licence: String(license), folder });
  }
  return [...packages.values()];
}
