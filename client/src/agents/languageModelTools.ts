import {
  CancellationError,
  type CancellationToken,
  type Disposable,
  type ExtensionContext,
  l10n,
  type LanguageModelTool,
  LanguageModelTextPart,
  LanguageModelToolResult,
  lm,
  MarkdownString,
  type PreparedToolInvocation,
} from 'vscode';
import {
  callToolRequest,
  previewToolRequest,
  type ToolCall,
  type ToolPreview,
  type ToolResult,
} from '#server/protocol';
import type { LanguageServer } from '../languageServer.ts';
import { refusalOf } from '../refusal.ts';
import { saveAllBut, unsavedDocuments, unsavedText } from './saving.ts';
import { Turns } from './turns.ts';

/** A tool as the manifest declares it. */
interface DeclaredTool {
  readonly name: string;
  readonly displayName: string;
}

/** Registers every tool of the manifest. The language server does what they do, and is started for that. */
export function registerLanguageModelTools(
  { extension }: ExtensionContext,
  server: LanguageServer,
): Disposable[] {
  // An editor that is made from VS Code may lack what VS Code has for language models.
  const { registerTool } = (lm as Partial<typeof lm> | undefined) ?? {};
  if (!registerTool) return [];
  const { contributes } = extension.packageJSON as { contributes: { languageModelTools: DeclaredTool[] } };
  const turns = new Turns();
  return contributes.languageModelTools.map((tool) =>
    registerTool(tool.name, new ServerTool(tool, server, turns)),
  );
}

/** A tool that the language server has. */
class ServerTool implements LanguageModelTool<object> {
  readonly #tool: DeclaredTool;
  readonly #server: LanguageServer;
  readonly #turns: Turns;

  constructor(tool: DeclaredTool, server: LanguageServer, turns: Turns) {
    this.#tool = tool;
    this.#server = server;
    this.#turns = turns;
  }

  /** @throws Error when the tool cannot do what it is to be called for; the agent gets the reason and does not call it */
  async prepareInvocation(
    { input }: { readonly input: object },
    token: CancellationToken,
  ): Promise<PreparedToolInvocation> {
    const { displayName: title } = this.#tool;
    const { changes, message } = await this.#ask<ToolPreview>(previewToolRequest, input, token);
    const invocationMessage = l10n.t('Agent Backlog: {0}', title);
    if (!changes) return { invocationMessage };
    return { invocationMessage, confirmationMessages: { title, message: new MarkdownString(message) } };
  }

  /** @throws Error when the tool cannot do what it is called for; the agent gets the reason */
  async invoke(
    { input }: { readonly input: object },
    token: CancellationToken,
  ): Promise<LanguageModelToolResult> {
    const text = await this.#turns.take(async () => {
      if (token.isCancellationRequested) throw new CancellationError();
      const before = unsavedDocuments();
      const { text, refused, changed } = await this.#ask<ToolResult>(callToolRequest, input, token);
      if (refused) throw new Error(text);
      return [text, ...unsavedText(await saveAllBut(before, changed))].join('\n');
    });
    return new LanguageModelToolResult([new LanguageModelTextPart(text)]);
  }

  async #ask<Result>(request: string, input: object, token: CancellationToken): Promise<Result> {
    const client = await this.#server.start();
    const call: ToolCall = { name: this.#tool.name, input };
    try {
      return await client.sendRequest<Result>(request, call, token);
    } catch (error) {
      if (token.isCancellationRequested) throw new CancellationError();
      const refusal = refusalOf(error);
      throw refusal === undefined ? error : new Error(refusal, { cause: error });
    }
  }
}
