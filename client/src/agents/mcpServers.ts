import {
  Disposable,
  EventEmitter,
  type ExtensionContext,
  lm,
  McpStdioServerDefinition,
  workspace,
} from 'vscode';

/** As the manifest declares it. */
const providerId = 'agentBacklog.mcp';

/** Offers the MCP server for the workspace folders that are on the disk. It runs on VS Code's own Node. */
export function registerMcpServers(context: ExtensionContext): Disposable[] {
  // An editor that is made from VS Code may lack what VS Code has for MCP.
  const { registerMcpServerDefinitionProvider: register } = (lm as Partial<typeof lm> | undefined) ?? {};
  if (!register) return [];
  const changed = new EventEmitter<void>();
  const provider = register(providerId, {
    onDidChangeMcpServerDefinitions: changed.event,
    provideMcpServerDefinitions: () => serverFor(context),
  });
  const following = workspace.onDidChangeWorkspaceFolders(() => {
    changed.fire();
  });
  return [Disposable.from(provider, following, changed)];
}

function serverFor(context: ExtensionContext): McpStdioServerDefinition[] {
  const folders = (workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
  if (folders.length === 0) return [];
  const { version, displayName } = context.extension.packageJSON as { version: string; displayName: string };
  const program = context.asAbsolutePath('dist/cli/agent-backlog.js');
  const args = [program, 'mcp', ...folders.map(({ uri }) => uri.fsPath)];
  const environment = { ELECTRON_RUN_AS_NODE: '1' };
  return [new McpStdioServerDefinition(displayName, process.execPath, args, environment, version)];
}
