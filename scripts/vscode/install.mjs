import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { installOnce, npm, repository, unpackPackage } from './cache.mjs';

/**
 * The VS Code under test: the npm package `code-server` ships the whole of VS Code's server and web client; 4.139.1
 * holds VS Code 1.139.1. The lowest is the one that the manifest declares in `engines.vscode`. Each with the Node that
 * it asks for: extension hosts before VS Code 1.119 block for ever on Node 24 when they load a module.
 *
 * @type {Record<string, { version: string, node: string }>}
 */
const RELEASES = {
  lowest: { version: '4.103.2', node: '22.23.3' },
  newest: { version: '4.139.1', node: '24.21.0' },
};

/** Large parts of VS Code that no test uses; without them an install takes a third of the space. */
const UNUSED_DEPENDENCIES = [
  '@github/copilot-sdk',
  '@microsoft/mxc-sdk',
  '@devcontainers/cli',
  'kerberos',
  'ssh2',
];
/**
 * The extensions of VS Code that have to do with Markdown, or that a window needs to be itself. Every other one would
 * only be loaded, by each window of a test anew.
 */
const EXTENSIONS = [
  'configuration-editing',
  'json',
  'markdown-basics',
  'markdown-language-features',
  'merge-conflict',
  'theme-defaults',
  'theme-modern-icons',
  'theme-seti',
];

/**
 * Installs VS Code's server and the Node that runs it into the cache, unless they are there.
 *
 * @param {string} [version] `lowest`, `newest` (the default), or a version of code-server such as `4.110.0`
 * @returns {Promise<{ node: string, serverMain: string, version: string }>} the Node executable, the server's main
 *   script, and the version of VS Code
 */
export async function installVSCode(version = 'newest') {
  const release = RELEASES[version] ?? (await otherRelease(version));
  const [node, vscode] = await Promise.all([installNode(release.node), installServer(release.version)]);
  const product = JSON.parse(await readFile(join(vscode, 'product.json'), 'utf8'));
  return { node, serverMain: join(vscode, 'out', 'server-main.js'), version: product.version };
}

/** @param {string} version of code-server */
async function otherRelease(version) {
  const major = (await npm(['view', `code-server@${version}`, 'engines.node'], repository)).trim();
  const node = Object.values(RELEASES).find((release) => release.node.startsWith(`${major}.`))?.node;
  if (!node)
    throw new Error(`code-server ${version} asks for Node "${major}", for which no version is known here`);
  return { version, node };
}

/** @param {string} version of code-server */
async function installServer(version) {
  const recipe = { version, without: UNUSED_DEPENDENCIES, extensions: EXTENSIONS };
  const folder = await installOnce(`vscode-server-${version}`, recipe, async (folder) => {
    // Only this folder of the package is VS Code; the rest is a proxy with a login, and needs 165 packages.
    await unpackPackage(`code-server@${version}`, folder, { paths: ['lib/vscode'] });
    const vscode = join(folder, 'lib', 'vscode');
    await keepOnly(join(vscode, 'extensions'), EXTENSIONS);
    await dropDependencies(join(vscode, 'package.json'), UNUSED_DEPENDENCIES);
    // Scripts would compile native modules; the server runs without them and says so in its log.
    await npm(
      ['install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
      vscode,
    );
  });
  return join(folder, 'lib', 'vscode');
}

/** @param {string} folder @param {string[]} names */
async function keepOnly(folder, names) {
  const others = (await readdir(folder)).filter((name) => !names.includes(name));
  await Promise.all(others.map((name) => rm(join(folder, name), { recursive: true })));
}

/** @param {string} manifestFile @param {string[]} names */
async function dropDependencies(manifestFile, names) {
  const manifest = JSON.parse(await readFile(manifestFile, 'utf8'));
  for (const name of names) delete manifest.dependencies[name];
  await writeFile(manifestFile, JSON.stringify(manifest, null, 2));
}

/**
 * Node comes as one package a platform; the package `node` would only choose among them in a script.
 *
 * @param {string} version
 */
async function installNode(version) {
  if (process.versions.node.split('.')[0] === version.split('.')[0]) return process.execPath;
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const prefix = platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node';
  const name = `${prefix}-${platform}-${process.arch}`;
  const executable = process.platform === 'win32' ? 'bin/node.exe' : 'bin/node';
  const folder = await installOnce(`node-${version}`, { package: name, version }, (folder) =>
    unpackPackage(`${name}@${version}`, folder, { paths: [executable] }),
  );
  return join(folder, executable);
}
