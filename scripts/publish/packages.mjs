import { execFileSync } from 'node:child_process';
import { mkdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { repository } from '../vscode/cache.mjs';
import { packExtension } from './extension.mjs';

/**
 * Packs what is published, from what is built, into `out/packages/`, in the place of what is there: the extension, and the
 * command line for npm. Prints where they are.
 *
 * @returns {Promise<{ extension: string, commandLine: string }>} their paths
 */
export async function pack() {
  const folder = join(repository, 'out', 'packages');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const { name, version } = JSON.parse(await readFile(join(repository, 'package.json'), 'utf8'));
  const extension = join(folder, `${name}-${version}.vsix`);
  await packExtension(extension);
  execFileSync('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder], {
    cwd: repository,
  });
  const commandLine = join(folder, `${name}-${version}.tgz`);
  for (const path of [extension, commandLine]) {
    const { size } = await stat(path);
    console.log(`${path.slice(repository.length + 1)}, ${Math.round(size / 1000)} kB`);
  }
  return { extension, commandLine };
}
