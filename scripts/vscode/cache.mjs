import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

/** The repository's root folder. */
export const repository = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Where everything that tests need and git does not hold is kept. */
export const cacheFolder = join(repository, '.vscode-test');

/**
 * Runs `install` for a folder of the cache, unless the same recipe has been carried out there before.
 * The stamp is written last, so an interrupted install is started again from nothing.
 *
 * @param {string} name the folder's name in the cache
 * @param {unknown} recipe whatever decides the folder's content; a changed recipe installs again
 * @param {(folder: string) => Promise<void>} install fills the empty folder
 * @returns {Promise<string>} the filled folder
 */
export async function installOnce(name, recipe, install) {
  const folder = join(cacheFolder, name);
  const stampFile = join(folder, 'installed.json');
  const stamp = JSON.stringify(recipe, null, 2);
  if (existsSync(stampFile) && (await readFile(stampFile, 'utf8')) === stamp) return folder;
  const started = Date.now();
  console.log(`${name}: installing into ${folder}`);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await install(folder);
  await writeFile(stampFile, stamp);
  console.log(`${name}: installed in ${((Date.now() - started) / 1000).toFixed(1)} s`);
  return folder;
}

/**
 * Downloads a package from the npm registry and unpacks some of its files, without its dependencies and scripts.
 *
 * @param {string} spec `name@version`
 * @param {string} folder where the package's own folder structure is laid out
 * @param {{ paths?: string[] }} [files] which paths of the package, all by default
 */
export async function unpackPackage(spec, folder, { paths = [''] } = {}) {
  await mkdir(folder, { recursive: true });
  const packed = await npm(
    ['pack', spec, '--json', '--ignore-scripts', '--pack-destination', folder],
    folder,
  );
  const tarball = join(folder, JSON.parse(packed)[0].filename);
  const members = paths.map((path) => (path ? `package/${path}` : 'package'));
  await run('tar', ['-xzf', tarball, '--strip-components=1', ...members], folder);
  await rm(tarball);
}

/**
 * Runs npm and returns what it printed; npm's own warnings are shown only when it fails.
 *
 * @param {string[]} args
 * @param {string} cwd
 */
export function npm(args, cwd) {
  // Under `npm run` this is the very npm that runs us; a plain `npm` is a .cmd file on Windows.
  const cli = process.env['npm_execpath'];
  if (cli?.endsWith('npm-cli.js')) return run(process.execPath, [cli, ...args], cwd);
  return run('npm', args, cwd, { shell: process.platform === 'win32' });
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {string} cwd
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<string>} standard output
 */
export function run(command, args, cwd, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'], ...options });
    let output = '';
    let errors = '';
    child.stdout?.on('data', (chunk) => (output += chunk));
    child.stderr?.on('data', (chunk) => (errors += chunk));
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (code === 0) return resolve(output);
      reject(new Error(`${command} ${args.join(' ')} ended with ${code ?? signal}\n${errors}${output}`));
    });
  });
}
