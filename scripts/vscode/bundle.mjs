import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { repository } from './cache.mjs';

const tests = join(repository, 'test', 'vscode');
const out = join(repository, 'out', 'test', 'vscode');

/**
 * Bundles the tests that run inside VS Code. One file serves both hosts: it needs nothing but `vscode`.
 *
 * @param {string} extension the folder of the extension under test
 * @returns {Promise<string>} a CommonJS module that exports `run()`
 */
export async function bundleSuite(extension) {
  const { publisher, name } = JSON.parse(await readFile(join(extension, 'package.json'), 'utf8'));
  const folder = join(tests, 'suite');
  return bundle('suite.js', folder, ["export { run } from './mocha.ts';", ...(await importTests(folder))], {
    platform: 'browser',
    external: ['vscode'],
    define: { EXTENSION_ID: JSON.stringify(`${publisher}.${name}`) },
    plugins: [mochaAsGlobal],
  });
}

/**
 * Bundles the tests that drive VS Code from outside, as a person does: each file by itself.
 *
 * @returns {Promise<{ name: string, bundle: string }[]>} the name of the file, and a CommonJS module that exports
 *   `provide(vscode)` and, to be called after it, `define()`, which registers the tests with Mocha
 */
export async function bundlePersonTests() {
  const folder = join(tests, 'person');
  const files = await testFiles(folder);
  return Promise.all(
    files.map(async (file) => {
      const name = file.replace(/\.test\.ts$/, '');
      const entry = [
        "export { provide } from '../session.ts';",
        `export function define() { require(${JSON.stringify(`./${file}`)}); }`,
      ];
      const options = /** @type {const} */ ({ platform: 'node', external: ['playwright-core'] });
      return { name, bundle: await bundle(join('person', `${name}.cjs`), folder, entry, options) };
    }),
  );
}

/**
 * Mocha's browser build exports itself by `module.exports` where there is one. Its package calls that file an ES
 * module, so the `module` it would find is the bundle's own, whose exports it would replace.
 *
 * @type {import('esbuild').Plugin}
 */
const mochaAsGlobal = {
  name: 'mocha-as-global',
  setup(build) {
    build.onLoad({ filter: /[\\/]mocha[\\/]mocha\.js$/ }, async ({ path }) => ({
      contents: `var module, exports;\n${await readFile(path, 'utf8')}`,
      loader: 'js',
    }));
  },
};

/** @param {string} folder */
async function importTests(folder) {
  return (await testFiles(folder)).map((file) => `import ${JSON.stringify(`./${file}`)};`);
}

/** @param {string} folder */
async function testFiles(folder) {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.test.ts')).sort();
  if (files.length === 0) throw new Error(`no *.test.ts in ${folder}`);
  return files;
}

/**
 * @param {string} name
 * @param {string} folder
 * @param {string[]} entry
 * @param {import('esbuild').BuildOptions} options
 */
async function bundle(name, folder, entry, options) {
  const outfile = join(out, name);
  await build({
    stdin: { contents: entry.join('\n'), resolveDir: folder, loader: 'ts' },
    outfile,
    bundle: true,
    format: 'cjs',
    target: 'es2022',
    sourcemap: 'inline',
    logLevel: 'warning',
    ...options,
  });
  return outfile;
}
