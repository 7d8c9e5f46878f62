import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { installOnce, npm, unpackPackage } from './cache.mjs';

/**
 * The VS Code under test: the npm package `code-server` ships the whole of VS Code's server and web client.
 * 4.139.1 holds VS Code 1.139.1. The lowest is the one that the manifest declares in `engines.vscode`.
 */
const VERSIONS = /** @type {Record<string, string>} */ ({ lowest: '4.103.2', newest: '4.139.1' });

/** The newest VS Code needs Node 24; the lowest runs on it as well. */
const NODE_VERSION = '24.21.0';

/** Large parts of VS Code that no test uses; without them an install takes a third of the space. */
const UNUSED_DEPENDENCIES = [
  '@github/copilot-sdk',
  '@microsoft/mxc-sdk',
  '@devcontainers/cli',
  'kerberos',
  'ssh2',
];
const UNUSED_EXTENSIONS = [
  'copilot',
  'mermaid-markdown-features',
  'microsoft-authentication',
  'ms-vscode.js-debug',
  'ms-vscode.js-debug-companion',
  'ms-vscode.vscode-js-profile-table',
];

/**
 * Installs VS Code's server and the Node that runs it into the cache, unless they are there.
 *
 * @param {string} [version] `lowest`, `newest` (the default), or a version of code-server such as `4.110.0`
 * @returns {Promise<{ node: string, serverMain: string, version: string }>} the Node executable, the server's main
 *   script, and the version of VS Code
 */
export async function installVSCode(version = 'newest') {
  const [node, vscode] = await Promise.all([installNode(), installServer(VERSIONS[version] ?? version)]);
  const product = JSON.parse(await readFile(join(vscode, 'product.json'), 'utf8'));
  return { node, serverMain: join(vscode, 'out', 'server-main.js'), version: product.version };
}

/** @param {string} version of code-server */
async function installServer(version) {
  const recipe = { version, without: [UNUSED_DEPENDENCIES, UNUSED_EXTENSIONS] };
  const folder = await installOnce(`vscode-server-${version}`, recipe, async (folder) => {
    // Only this folder of the package is VS Code; the rest is a proxy with a login, and needs 165 packages.
    await unpackPackage(`code-server@${version}`, folder, {
      paths: ['lib/vscode'],
      exclude: UNUSED_EXTENSIONS.map((name) => `lib/vscode/extensions/${name}`),
    });
    const vscode = join(folder, 'lib', 'vscode');
    await dropDependencies(join(vscode, 'package.json'), UNUSED_DEPENDENCIES);
    // Scripts would compile native modules; the server runs without them and says so in its log.
    await npm(
      ['install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
      vscode,
    );
  });
  return join(folder, 'lib', 'vscode');
}

/** @param {string} manifestFile @param {string[]} names */
async function dropDependencies(manifestFile, names) {
  const manifest = JSON.parse(await readFile(manifestFile, 'utf8'));
  for (const name of names) delete manifest.dependencies[name];
  await writeFile(manifestFile, JSON.stringify(manifest, null, 2));
}

/** Node comes as one package a platform; the package `node` would only choose among them in a script. */
async function installNode() {
  if (process.versions.node.split('.')[0] === NODE_VERSION.split('.')[0]) return process.execPath;
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const prefix = platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node';
  const name = `${prefix}-${platform}-${process.arch}`;
  const executable = process.platform === 'win32' ? 'bin/node.exe' : 'bin/node';
  const folder = await installOnce(
    `node-${NODE_VERSION}`,
    { package: name, version: NODE_VERSION },
    (folder) => unpackPackage(`${name}@${NODE_VERSION}`, folder, { paths: [executable] }),
  );
  return join(folder, executable);
}
