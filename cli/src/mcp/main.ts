import { realpathSync, statSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import process from 'node:process';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { createMcpServer } from './server.ts';

/** Written in by the bundler. */
declare const VERSION: string;

/** What is wrong with the folders that the server was started with; undefined where nothing is. */
function wrongFolder(folders: readonly string[]): string | undefined {
  for (const folder of folders) {
    if (!isAbsolute(folder)) return `${folder} is not an absolute path.`;
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return `${folder} is not a folder.`;
  }
  return undefined;
}

const given = process.argv.slice(2);
const folders = given.length === 0 ? [process.cwd()] : given;
const wrong = wrongFolder(folders);
// Standard output belongs to the protocol.
const log = (error: unknown): void => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
};
if (wrong === undefined) {
  const options = { folders: folders.map((folder) => realpathSync(folder)), version: VERSION, log };
  serveStdio(() => createMcpServer(options), { onerror: log });
} else {
  log(`${wrong} Usage: node mcp.js [FOLDER…], with absolute paths of workspace folders.`);
  process.exitCode = 2;
}
