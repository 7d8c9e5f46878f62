import { commands, extensions, Uri } from 'vscode';

/** The id of this extension: publisher and name of the manifest. */
const extensionId = 'agent-backlog.agent-backlog';
const walkthroughId = 'agentBacklog.start';

/** Opens the walkthrough. */
export function openWalkthrough(): Thenable<unknown> {
  return commands.executeCommand(
    'workbench.action.openWalkthrough',
    `${extensionId}#${walkthroughId}`,
    false,
  );
}

/** Opens the description of the file format, which comes with the extension, as a person reads it. */
export function openFormat(): Thenable<unknown> {
  const extension = extensions.getExtension(extensionId);
  if (!extension) throw new Error(`There is no extension ${extensionId}.`);
  return commands.executeCommand(
    'markdown.showPreview',
    Uri.joinPath(extension.extensionUri, 'docs', 'dialect.md'),
  );
}
