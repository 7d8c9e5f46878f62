import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { installOnce, repository, run } from './cache.mjs';
import { fontEnvironment } from './fonts.mjs';
import { onPath } from './onPath.mjs';

const EXECUTABLES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Installs what `launchBrowser` needs: processes that launch one at the same time must not do it all at once. */
export async function installBrowser() {
  if (!chosenBrowser()) await packagedChromium();
}

/**
 * Launches a headless Chromium: the one in CHROME_PATH, else one on PATH, else the one that comes from npm.
 *
 * @returns {Promise<import('playwright-core').Browser>}
 */
export async function launchBrowser() {
  const chosen = chosenBrowser();
  const { executablePath, env } = chosen ? { executablePath: chosen, env: {} } : await packagedChromium();
  return chromium.launch({
    executablePath,
    args: [
      // The sandbox refuses to run as root, as in most containers; the only page opened is our own server's.
      '--no-sandbox',
      '--disable-gpu',
      '--disable-software-rasterizer',
      // No test depends on, or reaches, another machine.
      '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
    ],
    env: { .../** @type {Record<string, string>} */ (process.env), ...env },
    // Our own handlers close it after what uses it.
    handleSIGINT: false,
    handleSIGTERM: false,
  });
}

function chosenBrowser() {
  return process.env['CHROME_PATH'] ?? onPath(EXECUTABLES);
}

/** The npm package holds Chromium compressed, with the libraries that a bare machine lacks. */
async function packagedChromium() {
  const main = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const { version } = JSON.parse(await readFile(join(packageFolder(main), 'package.json'), 'utf8'));
  const folder = await installOnce(`chromium-${version}`, { version }, async (folder) => {
    const unpack = `import(${JSON.stringify(pathToFileURL(main).href)}).then((module) => module.default.executablePath())`;
    // The package unpacks into the temporary folder, and its libraries only where it believes to be in this
    // environment; both are set for a process of its own.
    const env = { ...process.env, TMPDIR: folder, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' };
    await run(process.execPath, ['-e', unpack], repository, { env });
  });
  return {
    executablePath: join(folder, 'chromium'),
    env: {
      LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'),
      ...(await fontEnvironment(join(folder, 'fonts'))),
    },
  };
}

/** @param {string} file a file of the package */
function packageFolder(file) {
  let folder = dirname(file);
  while (!existsSync(join(folder, 'bin'))) folder = dirname(folder);
  return folder;
}
