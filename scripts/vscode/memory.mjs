import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { build } from 'esbuild';
import { repository } from './cache.mjs';

/** The scheme of files that are in memory alone, as in a virtual workspace. */
export const memoryScheme = 'memfs';

/**
 * Builds an extension that provides a file system of that scheme. It begins with the files of a folder under `/sample`.
 *
 * @param {string} sample the folder
 * @returns {Promise<string>} the extension's folder
 */
export async function buildMemoryExtension(sample) {
  const folder = join(repository, 'out', 'test', 'vscode', 'memory');
  const files = await readTexts(sample);
  await mkdir(folder, { recursive: true });
  await build({
    entryPoints: [join(repository, 'test', 'vscode', 'memoryFileSystem.ts')],
    outfile: join(folder, 'extension.js'),
    bundle: true,
    // One file for both hosts.
    platform: 'browser',
    format: 'cjs',
    target: 'es2022',
    external: ['vscode'],
    define: { FILES: JSON.stringify(files), SCHEME: JSON.stringify(memoryScheme) },
    logLevel: 'warning',
  });
  const manifest = {
    name: 'memory-file-system',
    publisher: 'test',
    version: '0.0.0',
    engines: { vscode: '^1.103.0' },
    main: './extension.js',
    browser: './extension.js',
    activationEvents: [`onFileSystem:${memoryScheme}`],
    capabilities: { virtualWorkspaces: true, untrustedWorkspaces: { supported: true } },
  };
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest, null, 2));
  return folder;
}

/** @param {string} folder @returns {Promise<Record<string, string>>} texts by path */
async function readTexts(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const texts = await Promise.all(
    files.map(async (file) => [
      `/sample/${relative(folder, file).split(sep).join('/')}`,
      await readFile(file, 'utf8'),
    ]),
  );
  return Object.fromEntries(texts);
}
