import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createVSIX, PackageManager } from '@vscode/vsce';
import { repository } from '../vscode/cache.mjs';

/** What ships with the extension: folders, each with the ends of the names of the files that may be in it. */
const shipped = {
  'dist/': ['.js', 'package.json', 'THIRD_PARTY_NOTICES.txt'],
  'docs/rules/': ['.md'],
  'l10n/': ['.json'],
  'media/': ['.svg', '.png', '.md'],
  'schemas/': ['.schema.json'],
  'syntaxes/': ['.tmLanguage.json'],
};
/** Files that ship, but for the manifest, which is made. The dialect's page is opened by a command. */
const single = ['CHANGELOG.md', 'LICENSE', 'README.md', 'SECURITY.md', 'docs/dialect.md'];
/** The manifest's texts, in all languages. */
const texts = /^package\.nls(\.\w+)?\.json$/;

/** Parts of the manifest that are for those who build the extension, and for the command line's package. */
const unshipped = ['bin', 'devDependencies', 'files', 'imports', 'overrides', 'scripts'];

/**
 * Packs the built extension, and nothing but what may ship. `files` of the manifest are those of the command line's
 * package, which is packed from the same folder, so that the extension is put together in a folder of its own.
 *
 * @param {string} to the path of the .vsix that is written, in a folder that is there
 * @throws Error when there is a file that nobody has allowed
 */
export async function packExtension(to) {
  const folder = await mkdtemp(join(tmpdir(), 'agent-backlog-extension-'));
  try {
    const { repository: address } = await writeManifest(folder);
    for (const path of await filesToShip()) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await cp(join(repository, path), join(folder, path));
    }
    await createVSIX({
      cwd: folder,
      packagePath: to,
      packageManager: PackageManager.None,
      // Without an address, what README.md links to beside it is found nowhere else.
      ...(address === undefined && { allowMissingRepository: true, rewriteRelativeLinks: false }),
    });
  } finally {
    await rm(folder, { recursive: true });
  }
}

/**
 * The files that ship, as paths from the repository.
 *
 * @returns {Promise<string[]>}
 * @throws Error when there is another file in a folder of which only some may ship
 */
export async function filesToShip() {
  const files = [...single, ...(await readdir(repository)).filter((name) => texts.test(name))];
  for (const [folder, ends] of Object.entries(shipped)) {
    const entries = await readdir(join(repository, folder), { recursive: true, withFileTypes: true });
    for (const entry of entries) {
      if (entry.isDirectory()) continue;
      const path = join(entry.parentPath, entry.name).slice(repository.length + 1);
      if (!ends.some((end) => entry.name.endsWith(end)))
        throw new Error(`${path} is none of the files that ship (scripts/publish/extension.mjs).`);
      files.push(path);
    }
  }
  return files;
}

/** Writes the manifest as it ships, and gives it. @param {string} folder */
async function writeManifest(folder) {
  const manifest = JSON.parse(await readFile(join(repository, 'package.json'), 'utf8'));
  for (const part of unshipped) delete manifest[part];
  manifest.files = ['**'];
  await writeFile(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}
