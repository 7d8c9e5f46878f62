// Bundles what ships, and writes the notices of the packages that are in it.
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { build, context, transform } from 'esbuild';
import { bundlesOf, packagesIn } from './bundles.mjs';

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

await rm('dist', { recursive: true, force: true });
// Node asks the nearest package.json what kind of modules these are: the extension's takes a while to read.
await mkdir('dist');
await writeFile('dist/package.json', `${JSON.stringify({ type: 'commonjs' })}\n`);
/** @type {import('esbuild').Metafile[]} */
const metafiles = [];
for (const bundle of bundlesOf(version)) {
  const isSplit = bundle.splitting === true;
  const options = {
    ...shared,
    ...bundle,
    metafile: true,
    ...(isSplit && {
      write: false,
      sourcemap: watch && /** @type {const} */ ('inline'),
      plugins: [...(bundle.plugins ?? []), asCommonJS],
    }),
  };
  if (watch) await (await context(options)).watch();
  else metafiles.push((await build(options)).metafile);
}
if (!watch) await writeFile('dist/THIRD_PARTY_NOTICES.txt', await notices(packagesIn(metafiles)));

/** What the licences of packages ask to be shipped with them. @param {ReturnType<typeof packagesIn>} packages */
async function notices(packages) {
  const parts = [];
  for (const { name, licence, folder } of packages) {
    const file = (await readdir(folder)).find((one) => /^licen[cs]e/i.test(one));
    if (file === undefined) throw new Error(`${name} has no file with its licence.`);
    parts.push(`${name} (${licence})\n\n${(await readFile(join(folder, file), 'utf8')).trim()}\n`);
  }
  return `Agent Backlog holds parts of these packages.\n\n${parts.join(`\n${'-'.repeat(80)}\n\n`)}`;
}
