import { realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { messageOf } from '#core';
import { pathKind } from '#server/node/files';
import { visibleLine } from '#server/features/hoverText';
import { reading } from '#server/node/systemErrors';
import { WrongUse } from '../exitStatus.ts';
import { createMcpServer } from '../mcp/server.ts';
import type { Terminal } from '../terminal.ts';

/**
 * Serves the tools for the task files of some folders over the Model Context Protocol, until the client ends it.
 *
 * @param given the folders, from the current one, which is meant without any
 * @throws WrongUse when one of them is no folder
 */
export async function mcp(given: readonly string[], { cwd, warn, version }: Terminal): Promise<void> {
  const folders = await Promise.all(
    (given.length === 0 ? [cwd] : given).map(async (folder) => {
      const path = resolve(cwd, folder);
      if ((await reading(folder, () => pathKind(path))) !== 'folder')
        throw new WrongUse(`${folder} is not a folder.`);
      return realpath(path);
    }),
  );
  // Standard output belongs to the protocol.
  const log = (error: unknown): void => {
    warn(`${visibleLine(messageOf(error))}\n`);
  };
  serveStdio(() => createMcpServer({ folders, version, log }), { onerror: log });
}
