import { realpathSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { messageOf } from '#core';
import { WrongUse } from '../exitStatus.ts';
import { createMcpServer } from '../mcp/server.ts';
import type { Terminal } from '../terminal.ts';

/**
 * Serves the tools for the task files of some folders over the Model Context Protocol, until the client ends it.
 *
 * @param given the folders, from the current one, which is meant without any
 * @throws WrongUse when one of them is no folder
 */
export function mcp(given: readonly string[], { cwd, warn, version }: Terminal): void {
  const folders = (given.length === 0 ? [cwd] : given).map((folder) => {
    const path = resolve(cwd, folder);
    if (!statSync(path, { throwIfNoEntry: false })?.isDirectory())
      throw new WrongUse(`${folder} is not a folder.`);
    return realpathSync(path);
  });
  // Standard output belongs to the protocol.
  const log = (error: unknown): void => {
    warn(`${messageOf(error)}\n`);
  };
  serveStdio(() => createMcpServer({ folders, version, log }), { onerror: log });
}
