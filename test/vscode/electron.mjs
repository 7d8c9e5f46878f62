// Runs the in-host suite in a desktop VS Code: the one in VSCODE_EXECUTABLE_PATH, or a downloaded one.
import { cp, mkdtemp, realpath, rm, writeFile, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { runTests } from '@vscode/test-electron';
import { bundleSuite } from '../../scripts/vscode/bundle.mjs';
import { cacheFolder, repository } from '../../scripts/vscode/cache.mjs';
import { settings } from '../../scripts/vscode/server.mjs';

const executable = process.env['VSCODE_EXECUTABLE_PATH'];

const suite = await bundleSuite(repository);
const folder = await mkdtemp(join(await realpath(tmpdir()), 'electron-'));
try {
  const workspace = join(folder, 'sample');
  await cp(join(repository, 'sample'), workspace, { recursive: true });
  const userData = join(folder, 'user');
  await mkdir(join(userData, 'User'), { recursive: true });
  await writeFile(join(userData, 'User', 'settings.json'), JSON.stringify(settings));
  process.exitCode = await runTests({
    ...(executable ? { vscodeExecutablePath: executable } : { version: 'stable', cachePath: cacheFolder }),
    extensionDevelopmentPath: repository,
    extensionTestsPath: suite,
    launchArgs: [
      workspace,
      ...['--user-data-dir', userData, '--extensions-dir', join(folder, 'extensions')],
      '--disable-workspace-trust',
      '--skip-welcome',
    ],
  });
} catch (error) {
  // A failed test ends VS Code with another status than 0, which arrives here.
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}
