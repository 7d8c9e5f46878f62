import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { program } from '../commandLine.ts';

/** What a tool answered. */
export interface Answer {
  readonly text: string;
  readonly refused: boolean;
}

/** A client of the built MCP server, which runs as a child process over stdio. */
export class McpClient {
  readonly client = new Client({ name: 'test', version: '1' });

  async start(...folders: readonly string[]): Promise<this> {
    const args = [program, 'mcp', ...folders];
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
