import * as vscode from 'vscode';
import { eventually } from '../eventually.ts';
import { equal, match, ok } from './assert.ts';

const names = ['BACKLOG.md', 'TASK_INDEX.md', 'TODO.md'];
const ready = 'TASK-20260310-003';
const active = 'TASK-20260310-002';
const prefix = 'agentBacklog_';
/** By which VS Code's own tests have tools called without a question. */
const approvedByTests = 'vscode.chat.tools.global.autoApprove.testMode';

/** The setting by which nobody is asked, as the newest and as older versions call it. */
function approval(): string {
  const newest = 'tools.global.autoApprove';
  const { defaultValue } = vscode.workspace.getConfiguration('chat').inspect(newest) ?? {};
  return defaultValue === undefined ? 'tools.autoApprove' : newest;
}

describe('tools for agents', () => {
  let folder: vscode.Uri;
  /** The texts with which every test begins and ends. */
  let first: string[];
  let approved: unknown;

  before(async () => {
    const [workspaceFolder] = vscode.workspace.workspaceFolders ?? [];
    ok(workspaceFolder, 'no folder is open');
    folder = workspaceFolder.uri;
    first = await onDisk();
    // Nobody is there to confirm what is changed, nor that nobody need.
    await vscode.commands.executeCommand('setContext', approvedByTests, true);
    const chat = vscode.workspace.getConfiguration('chat');
    approved = chat.inspect(approval())?.globalValue;
    await chat.update(approval(), true, vscode.ConfigurationTarget.Global);
  });
  after(async () => {
    await vscode.commands.executeCommand('setContext', approvedByTests, false);
    const chat = vscode.workspace.getConfiguration('chat');
    await chat.update(approval(), approved, vscode.ConfigurationTarget.Global);
  });
  afterEach(async () => {
    await vscode.workspace.saveAll();
    for (const [at, name] of names.entries())
      await vscode.workspace.fs.writeFile(uriOf(name), new TextEncoder().encode(first[at]));
    await eventually('the texts before', async () => {
      const texts = await Promise.all(names.map(async (name) => (await documentOf(name)).getText()));
      return texts.join('\0') === first.join('\0');
    });
  });

  const uriOf = (name: string): vscode.Uri => vscode.Uri.joinPath(folder, name);
  const documentOf = (name: string): Thenable<vscode.TextDocument> =>
    vscode.workspace.openTextDocument(uriOf(name));
  const read = async (name: string): Promise<string> =>
    new TextDecoder().decode(await vscode.workspace.fs.readFile(uriOf(name)));
  const onDisk = (): Promise<string[]> => Promise.all(names.map(read));
  const call = async (tool: string, input: object): Promise<string> => {
    const options = { input, toolInvocationToken: undefined };
    const { content } = await vscode.lm.invokeTool(`${prefix}${tool}`, options);
    return content.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : '')).join('');
  };
  const refusal = async (tool: string, input: object): Promise<string> => {
    try {
      return `was done: ${await call(tool, input)}`;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  };

  it('are six, each with what a model needs to know', () => {
    const tools = vscode.lm.tools.filter(({ name }) => name.startsWith(prefix));
    equal(tools.map(({ name }) => name.slice(prefix.length)).sort(), [
      'addTask',
      'archive',
      'check',
      'list',
      'promote',
      'setStatus',
    ]);
    for (const { description, inputSchema } of tools) ok(description.length > 100 && inputSchema);
  });

  it('list and check the task files', async () => {
    match(await call('list', { only: 'ready' }), new RegExp(`${active} \\[in-progress\\] TODO\\.md:26 `));
    match(await call('check', {}), /BACKLOG\.md:53 error missing-plan Task TASK-20260310-004 has no Plan/);
  });

  it('change files and save them', async () => {
    match(
      await call('promote', { ids: [ready] }),
      new RegExp(`${ready} .*: moved from BACKLOG\\.md to TODO\\.md:`),
    );
    const [backlog = '', index = '', todo = ''] = await onDisk();
    ok(todo.includes(`[id:${ready}]`), 'TODO.md on the disk has the task');
    ok(!backlog.includes(`[id:${ready}]`), 'BACKLOG.md on the disk has it no more');
    match(index, new RegExp(`${ready}[^]*?location: TODO\\.md`));
    match(await call('setStatus', { id: ready, status: 'in-progress' }), /todo → in-progress/);
    const added = await call('addTask', {
      queue: '.',
      title: 'Draw the moon',
      type: 'infra',
      priority: 'low',
    });
    match(added, /Draw the moon: added at BACKLOG\.md:\d+, lacks Plan/);
    match(await read('BACKLOG.md'), /\[type:infra\].* Draw the moon/);
    equal(vscode.workspace.textDocuments.filter(({ isDirty }) => isDirty).length, 0);
  });

  it('leave to the user what the user has not saved', async () => {
    const document = await documentOf('TODO.md');
    const typed = new vscode.WorkspaceEdit();
    typed.insert(document.uri, new vscode.Position(0, 0), 'Typed by hand.\n');
    await vscode.workspace.applyEdit(typed);
    match(
      await call('setStatus', { id: active, status: 'blocked' }),
      /in-progress → blocked[^]*\nNot saved, because the user has unsaved changes there: TODO\.md\./,
    );
    ok(document.isDirty, 'TODO.md is not saved');
    equal(await read('TODO.md'), first[names.indexOf('TODO.md')]);
    match(document.getText(), /^Typed by hand\.[^]*\*\*Status:\*\* blocked/);
  });

  it('say why they do nothing', async () => {
    match(await refusal('promote', { ids: ['TASK-20260310-004'] }), /TASK-20260310-004 has no Plan\./);
    match(await refusal('archive', { queue: '.' }), /No task is done\./);
    equal(await onDisk(), first);
  });
});
