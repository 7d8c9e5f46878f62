import { realpath } from 'node:fs/promises';
import { McpServer } from '@modelcontextprotocol/server';
import type { ToolResult } from '#server/protocol';
import { tools } from '#server/tools/registry';
import { Toolbox } from '#server/tools/toolbox';
import { Turns } from '#server/turns';
import { openDisk } from '../disk/disk.ts';
import { diskEngine } from '../disk/diskEngine.ts';
import { Locked } from '../disk/errors.ts';
import { withLocks } from '../disk/lock.ts';

export interface McpOptions {
  /** Absolute paths. Nothing outside them is read or written. */
  readonly folders: readonly string[];
  readonly version: string;
  /** Takes note of what failed without anybody waiting for it. */
  readonly log: (error: unknown) => void;
}

/** A server of the Model Context Protocol with the tools for the task files of some folders. */
export function createMcpServer({ folders, version, log }: McpOptions): McpServer {
  const server = new McpServer({ name: 'agent-backlog', title: 'Agent Backlog', version }, { instructions });
  const turns = new Turns();
  const call = async (
    name: string,
    input: unknown,
    signal: AbortSignal,
    locked?: ReadonlySet<string>,
  ): Promise<ToolResult> => {
    // What agents write between two calls nobody tells of: every call reads the files anew.
    const engine = diskEngine(await openDisk(folders, log), locked);
    const toolbox = new Toolbox({ ...engine, turns: new Turns() });
    return toolbox.call({ name, input }, () => signal.aborted);
  };
  /** Calls a tool that changes files. From reading to writing nobody else does: an id is free in all queues. */
  const change = async (name: string, input: unknown, signal: AbortSignal): Promise<ToolResult> => {
    const roots = new Set(await Promise.all(folders.map((folder) => realpath(folder))));
    try {
      return await withLocks(roots, () => call(name, input, signal, roots));
    } catch (error) {
      if (error instanceof Locked) return { text: error.message, refused: true, changed: [] };
      throw error;
    }
  };
  for (const tool of tools) {
    const { name, title, description, input, output, changes } = tool;
    const annotations = {
      title,
      readOnlyHint: !changes,
      destructiveHint: false,
      idempotentHint: !changes || tool.idempotent,
      openWorldHint: false,
    };
    server.registerTool(
      name,
      { title, description, inputSchema: input, outputSchema: output, annotations },
      async (given, { mcpReq }) => {
        const { signal } = mcpReq;
        const { text, data, refused } = await (changes
          ? turns.take(() => change(name, given, signal))
          : call(name, given, signal));
        return {
          content: [{ type: 'text', text }],
          isError: refused,
          ...(data && { structuredContent: data }),
        };
      },
    );
  }
  return server;
}

/** What every agent is told once. */
const instructions = `Task queues in Markdown: BACKLOG.md holds tasks in groups of one type and priority, TODO.md the active batch of one type, ARCHIVE.md what is done, TASK_INDEX.md where each task is.

- Work only on tasks of TODO.md. agentBacklog_list with only: "next" gives the next one with its text.
- Set a task to in-progress when you begin, to done when all of it is finished, then archive it. When TODO.md is empty, promote a group.
- Never move or retype task blocks by hand: the tools move them byte for byte and keep the index right.
- Fill in a task's fields by editing the file between its markers, then run agentBacklog_check.
- A refusal says why. Mend that, then try again.`;
