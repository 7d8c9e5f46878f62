import * as vscode from 'vscode';
import { eventually } from '../eventually.ts';
import { equal, match, ok } from './assert.ts';

/** Written in by the bundler. */
declare const EXTENSION_ID: string;

interface Result {
  readonly applied: boolean;
  readonly report?: string;
  readonly id?: string;
}

const names = ['ARCHIVE.md', 'BACKLOG.md', 'TASK_INDEX.md', 'TODO.md'];
const ready = 'TASK-20260310-003';
const active = 'TASK-20260310-002';
const archived = 'TASK-20260310-001';

describe('commands', () => {
  let folder: vscode.Uri;
  /** The texts with which every test begins and ends. */
  let first: string[];

  before(async () => {
    const [workspaceFolder] = vscode.workspace.workspaceFolders ?? [];
    ok(workspaceFolder, 'no folder is open');
    folder = workspaceFolder.uri;
    first = await texts();
  });

  // Nothing is left that only an editor has.
  afterEach(() => vscode.workspace.saveAll());

  const documentOf = (name: string): Thenable<vscode.TextDocument> =>
    vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder, name));
  const textOf = async (name: string): Promise<string> => (await documentOf(name)).getText();
  const texts = (): Promise<string[]> => Promise.all(names.map(textOf));
  /** Puts the cursor of an editor before the first occurrence of a text. */
  const goTo = async (name: string, text: string): Promise<void> => {
    const document = await documentOf(name);
    const offset = document.getText().indexOf(text);
    ok(offset >= 0, `${text} is not in ${name}`);
    const cursor = document.positionAt(offset);
    await vscode.window.showTextDocument(document, { selection: new vscode.Selection(cursor, cursor) });
  };
  const run = (command: string, argument?: object): Thenable<Result | undefined> =>
    vscode.commands.executeCommand(`agentBacklog.${command}`, ...(argument ? [argument] : []));
  const runAt = async (command: string, name: string, text: string): Promise<void> => {
    await goTo(name, text);
    const result = await run(command);
    ok(result?.applied, `${command}: ${result?.report ?? 'nothing was done'}`);
  };
  /** Undoes what was done last, in the editor of a file that it changed, until all files are as before. */
  const undoTo = async (name: string, wanted: readonly string[]): Promise<void> => {
    await vscode.window.showTextDocument(await documentOf(name));
    await vscode.commands.executeCommand('undo');
    await eventually('the texts before', async () => (await texts()).join('\0') === wanted.join('\0'));
  };

  it('of the manifest are all there', async () => {
    const manifest = vscode.extensions.getExtension(EXTENSION_ID)?.packageJSON as {
      contributes: { commands: { command: string; title: string; category: string }[] };
    };
    const { commands } = manifest.contributes;
    const registered = new Set(await vscode.commands.getCommands(true));
    equal(
      commands.filter(({ command }) => !registered.has(command)),
      [],
    );
    ok(commands.length > 20, 'the commands of the catalogue');
    for (const { title, category } of commands)
      match(`${category}: ${title}`, /^Agent Backlog: [A-Z][a-z]+ /);
  });

  it('promote the group of the cursor, and one undo takes all of it back', async () => {
    await runAt('promoteGroup', 'BACKLOG.md', '## group_begin [type:dev]');
    match(await textOf('TODO.md'), new RegExp(`\\[id:${ready}\\]`));
    ok(!(await textOf('BACKLOG.md')).includes(`[id:${ready}]`), 'the task has left');
    await undoTo('BACKLOG.md', first);
  });

  it('promote and demote the task of the cursor', async () => {
    await runAt('promoteTask', 'BACKLOG.md', ready);
    const promoted = await texts();
    await runAt('demoteTask', 'TODO.md', ready);
    equal(await textOf('BACKLOG.md'), first[names.indexOf('BACKLOG.md')]);
    await undoTo('TODO.md', promoted);
    await undoTo('BACKLOG.md', first);
  });

  it('start, block, complete, archive and reopen a task', async () => {
    const steps: string[][] = [first];
    for (const [command, status] of [
      ['blockTask', 'blocked'],
      ['reopenTask', 'todo'],
      ['startTask', 'in-progress'],
      ['completeTask', 'done'],
    ] as const) {
      await runAt(command, 'TODO.md', active);
      const [, after = ''] = (await textOf('TODO.md')).split(active);
      match(after, new RegExp(`^[^\\n]*\\n\\*\\*Status:\\*\\* ${status}`));
      steps.push(await texts());
    }
    for (const [command, text] of [
      ['archiveTask', active],
      ['archiveDoneTasks', '# '],
    ] as const) {
      await runAt(command, 'TODO.md', text);
      ok(!(await textOf('TODO.md')).includes(`[id:${active}]`), 'the task has left');
      match(await textOf('ARCHIVE.md'), new RegExp(`\\[id:${active}\\]`));
      await undoTo('TODO.md', steps.at(-1) ?? []);
    }
    for (const before of steps.slice(0, -1).reverse()) await undoTo('TODO.md', before);
  });

  it('restore a task of the archive', async () => {
    // A batch has one type.
    const uri = vscode.Uri.joinPath(folder, 'restored', 'ARCHIVE.md');
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(await textOf('ARCHIVE.md')));
    await runAt('restoreTask', 'restored/ARCHIVE.md', archived);
    match(await textOf('restored/TODO.md'), new RegExp(`\\[id:${archived}\\]`));
    ok(!(await textOf('restored/ARCHIVE.md')).includes(archived), 'the task has left');
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(folder, 'restored'), { recursive: true });
  });

  it('add a task and put the cursor behind its title', async () => {
    const { uri } = await documentOf('BACKLOG.md');
    const group = { type: 'infra', priority: 'low' };
    const result = await run('newTask', { uri: uri.toString(), group, title: 'Draw the moon' });
    ok(result?.id, 'it has an id');
    const editor = vscode.window.activeTextEditor;
    equal(editor?.document.uri.path, uri.path);
    match(editor?.document.lineAt(editor.selection.active).text ?? '', /\[type:infra\].* Draw the moon$/);
    match(await textOf('TASK_INDEX.md'), new RegExp(result.id));
    await undoTo('BACKLOG.md', first);
  });

  it('make a new queue and show its backlog', async () => {
    const queue = vscode.Uri.joinPath(folder, 'planning');
    const result = await run('newQueue', { folder: queue.toString() });
    equal(result?.report, 'Created BACKLOG.md, TODO.md, ARCHIVE.md, TASK_INDEX.md and TASKS.md.');
    equal(vscode.window.activeTextEditor?.document.uri.path, vscode.Uri.joinPath(queue, 'BACKLOG.md').path);
    await eventually('the files on disk', async () => {
      const entries = await vscode.workspace.fs.readDirectory(queue);
      return entries.length === 5;
    });
    const again = await run('newQueue', { folder: queue.toString() });
    equal(again, { applied: false, report: 'The folder has all files of a queue already.' });
    await vscode.workspace.saveAll();
    await vscode.commands.executeCommand('undo');
    await eventually('no file on disk', async () => {
      const entries = await vscode.workspace.fs.readDirectory(queue);
      return entries.length === 0;
    });
    await vscode.workspace.fs.delete(queue, { recursive: true });
  });

  it('show the next task', async () => {
    await goTo('BACKLOG.md', '# ');
    await run('nextTask');
    const editor = await eventually('TODO.md in front', () => {
      const { activeTextEditor } = vscode.window;
      return activeTextEditor?.document.uri.path.endsWith('/TODO.md') && activeTextEditor;
    });
    match(editor.document.lineAt(editor.selection.active).text, /\[id:TASK-/);
  });

  it('say why nothing is done, and change nothing', async () => {
    await goTo('BACKLOG.md', '## group_begin [type:bug]');
    const result = await run('promoteGroup');
    equal(result, {
      applied: false,
      report: 'TODO.md holds tasks of type dev; a batch has one type, and this group is bug.',
    });
    equal(await texts(), first);
  });

  it('work again after the server was started anew', async () => {
    await run('restartServer');
    await runAt('promoteTask', 'BACKLOG.md', ready);
    await undoTo('BACKLOG.md', first);
    await run('showOutput');
  });
});
