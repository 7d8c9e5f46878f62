import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { installOnce, npm, unpackPackage } from './cache.mjs';

/**
 * The VS Code under test: the npm package `code-server` ships the whole of VS Code's server and web client.
 * 4.139.1 holds VS Code 1.139.1, which runs on Node 24.
 */
export const CODE_SERVER_VERSION = '4.139.1';
export const NODE_VERSION = '24.21.0';

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
 * @returns {Promise<{ node: string, serverMain: string }>} the Node executable and the server's main script
 */
export async function installVSCode() {
  const [node, vscode] = await Promise.all([installNode(), installServer()]);
  return { node, serverMain: join(vscode, 'out', 'server-main.js') };
}

async function installServer() {
  const recipe = { version: CODE_SERVER_VERSION, without: [UNUSED_DEPENDENCIES, UNUSED_EXTENSIONS] };
  const folder = await installOnce(`vscode-server-${CODE_SERVER_VERSION}`, recipe, async (folder) => {
    // Only this folder of the package is VS Code; the rest is a proxy with a login, and needs 165 packages.
    await unpackPackage(`code-server@${CODE_SERVER_VERSION}`, folder, {
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
