import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';

/** What a tool answered. */
export interface Answer {
  readonly text: string;
  readonly refused: boolean;
}

/** A folder of task files. */
export class Folder {
  readonly path = mkdtempSync(join(realpathSync(tmpdir()), 'agent-backlog-mcp-'));

  /** A copy of the sample workspace. */
  withSample(): this {
    cpSync('sample', this.path, { recursive: true });
    return this;
  }

  write(name: string, content: string | Buffer): void {
    const path = join(this.path, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }

  read(name: string): string {
    return readFileSync(join(this.path, name), 'utf8');
  }

  remove(): void {
    rmSync(this.path, { recursive: true });
  }
}

/** A client of the built MCP server, which runs as a child process over stdio. */
export class McpClient {
  readonly client = new Client({ name: 'test', version: '1' });

  async start(...folders: readonly string[]): Promise<this> {
    const args = ['dist/mcp.js', ...folders];
    await this.client.connect(new StdioClientTransport({ command: process.execPath, args }));
    return this;
  }

  /** @param tool its name without the prefix that all have */
  async call(tool: string, input: Record<string, unknown> = {}): Promise<Answer> {
    const name = `agentBacklog_${tool}`;
    const { content, isError } = await this.client.callTool({ name, arguments: input });
    const text = content.map((part) => (part.type === 'text' ? part.text : part.type)).join('\n');
    return { text, refused: isError === true };
  }

  /** What a tool answers as data. */
  async data(tool: string, input: Record<string, unknown> = {}): Promise<Record<string, unknown>> {
    const { structuredContent, content } = await this.client.callTool({
      name: `agentBacklog_${tool}`,
      arguments: input,
    });
    if (!structuredContent) throw new Error(`no data, but ${JSON.stringify(content)}`);
    return structuredContent as Record<string, unknown>;
  }

  stop(): Promise<void> {
    return this.client.close();
  }
}
