import { spawn } from 'node:child_process';
import { cp, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { npm, repository } from './vscode/cache.mjs';
import { installVSCode } from './vscode/install.mjs';
import { onPath } from './vscode/onPath.mjs';
import { startServer, workbenchUrl } from './vscode/server.mjs';

const USAGE = `Builds the extension and opens it on a copy of the sample workspace.

  npm start                     in the VS Code that is installed here (\`code\` on PATH); without one, in a VS Code
                                for the browser, which is installed into .vscode-test/ (about 300 MB)
  npm start -- --browser        in the browser in any case
  npm start -- --port N         in the browser, at this port (a free one by default)
  npm start -- --no-build       with what was built before
`;

const { values } = parseArgs({
  options: {
    browser: { type: 'boolean' },
    port: { type: 'string' },
    'no-build': { type: 'boolean' },
    help: { type: 'boolean' },
  },
});

if (values.help) console.log(USAGE);
else {
  await start().catch((error) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}

async function start() {
  if (!values['no-build']) {
    console.log('Building …');
    await npm(['run', 'build'], repository);
  }
  // A copy, so that trying things out leaves the repository as it is.
  const folder = await mkdtemp(join(await realpath(tmpdir()), 'tidewatch-'));
  await cp(join(repository, 'sample'), folder, { recursive: true });
  const code = values.browser || values.port ? undefined : onPath(['code', 'code.cmd']);
  if (code) openDesktop(code, folder);
  else await serveBrowser(folder, Number(values.port ?? 0));
}

/** @param {string} code @param {string} folder */
function openDesktop(code, folder) {
  console.log(`Opening a copy of the sample workspace, ${folder}, in VS Code.`);
  const args = ['--new-window', `--extensionDevelopmentPath=${repository}`, folder];
  spawn(code, args, { stdio: 'inherit', shell: process.platform === 'win32' }).once('exit', (status) => {
    process.exitCode = status ?? 1;
  });
}

/** @param {string} folder @param {number} port */
async function serveBrowser(folder, port) {
  const server = await startServer(await installVSCode(), { port }).catch(async (error) => {
    await rm(folder, { recursive: true, force: true });
    throw error;
  });
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
      process.exit(0);
    });
  }
  console.log(`
VS Code runs with the extension on a copy of the sample workspace, ${folder}.
The copy is removed at the end; the repository stays as it is. Open in a browser:

  ${workbenchUrl(server, { folder }, { extensions: [repository] })}

Ctrl+C ends it.`);
}
