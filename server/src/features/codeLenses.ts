import type { ClientCapabilities, CodeLens, Command, Range } from 'vscode-languageserver';
import {
  chooseBatch,
  type DependencyReader,
  dependencyReader,
  doneTasks,
  formatEffort,
  type Group,
  groupCard,
  type GroupCard,
  holdsTasks,
  isFinished,
  sentenceOf,
  type Task,
  type TextRange,
} from '#core';
import type { Services } from '../services.ts';
import { toQueue } from '../workspace/queueFiles.ts';
import { policyIn } from '../workspace/queuePolicy.ts';
import { type TaskFile, toRange } from '../workspace/taskFile.ts';
import { tasksMeant } from './idScope.ts';
import { onOneLine } from './hoverText.ts';
import { unmetDependencies } from './unmetDependencies.ts';

/** What stands in a lens until it is resolved. */
interface LensData {
  readonly uri: string;
  /** The offset at which the group begins. */
  readonly at: number;
}

/**
 * Above groups of a backlog what can be promoted, how many tasks are incomplete, and how much work it is; above tasks
 * what they wait for; at the head of TODO.md the done tasks that can be archived.
 */
export async function codeLenses(
  services: Services,
  client: ClientCapabilities,
  uri: string,
): Promise<CodeLens[]> {
  await services.workspace.prepare(uri);
  const settings = await services.settingsOf(uri);
  const file = services.files.open(uri);
  if (!settings.codeLens.enabled || !file || !holdsTasks(file.document)) return [];
  const { document } = file;
  const queue = services.workspace.queueOf(uri);
  const policy = policyIn(queue, document, settings);
  const ofGroups =
    document.file === 'backlog' && queue
      ? document.groups.flatMap((group) =>
          groupLenses(file, group, groupCard(document, group, toQueue(queue), policy)),
        )
      : [];
  const dependencies = dependencyReader(document);
  const ofTasks =
    document.file === 'archive'
      ? []
      : document.tasks.flatMap((task) => taskLenses(services, file, task, dependencies));
  return [...ofGroups, ...ofTasks, ...archiveLenses(client, file)];
}

/** Says what promoting a group would move. The group may have changed meanwhile: then the lens says nothing. */
export async function resolveCodeLens(
  services: Services,
  client: ClientCapabilities,
  lens: CodeLens,
): Promise<CodeLens> {
  const data = lens.data as LensData | undefined;
  if (!data) return lens;
  const { uri, at } = data;
  await services.workspace.prepare(uri);
  const settings = await services.settingsOf(uri);
  const file = services.files.open(uri);
  const group = file?.document.groups.find(({ begin }) => begin.range.start === at);
  const queue = services.workspace.queueOf(uri);
  if (!file || !group || !queue) return { ...lens, command: plain('…') };
  const policy = policyIn(queue, file.document, settings);
  const batch = chooseBatch({ ...toQueue(queue), backlog: file.document }, group, policy);
  const titleOf = (moved: number): string => `Promote ${String(moved)} of ${String(group.tasks.length)}`;
  const left = lines(batch.passedOver.map(sentenceOf));
  if ('refused' in batch) {
    const tooltip = left === '' ? batch.refused : `No task of the group is ready:\n${left}`;
    return { ...lens, command: { ...plain(titleOf(0)), tooltip } };
  }
  const title = titleOf(batch.moved.length);
  const argument = { uri, position: file.lines.position(at), version: file.version };
  return {
    ...lens,
    command: {
      ...action(client, title, 'agentBacklog.promoteGroup', argument),
      ...(left !== '' && { tooltip: left }),
    },
  };
}

function groupLenses(file: TaskFile, group: Group, card: GroupCard): CodeLens[] {
  if (card.done === card.tasks) return [];
  const range = lineOf(file, group.begin.range);
  const data: LensData = { uri: file.uri, at: group.begin.range.start };
  const { incomplete, effort } = card;
  return [
    { range, data },
    ...(incomplete > 0 ? [{ range, command: plain(`${String(incomplete)} incomplete`) }] : []),
    ...(effort > 0 ? [{ range, command: plain(formatEffort(effort)) }] : []),
  ];
}

function taskLenses(
  services: Services,
  file: TaskFile,
  task: Task,
  dependencies: DependencyReader,
): CodeLens[] {
  if (isFinished(file.document, task)) return [];
  const unmet = unmetDependencies(services, file, task, dependencies);
  const [first] = unmet;
  if (first === undefined) return [];
  const others = unmet.length - 1;
  const title = `waits for ${first}${others > 0 ? ` and ${String(others)} more` : ''}`;
  const names = unmet.map((id) =>
    `${id} ${tasksMeant(services, file.uri, id)[0]?.task.header?.title ?? ''}`.trimEnd(),
  );
  const range = lineOf(file, task.header?.range ?? task.range);
  return [{ range, command: { ...plain(title), tooltip: lines(names) } }];
}

function archiveLenses(client: ClientCapabilities, file: TaskFile): CodeLens[] {
  const { document, uri } = file;
  const done = document.file === 'todo' ? doneTasks(document).length : 0;
  const [first] = document.tasks;
  if (done === 0 || !first) return [];
  const focus = document.fields.find(
    ({ known, range }) => known === 'Batch Type' && range.end < first.range.start,
  );
  const title = `Archive ${String(done)} done ${done === 1 ? 'task' : 'tasks'}`;
  const command = action(client, title, 'agentBacklog.archiveDoneTasks', { uri });
  return [{ range: lineOf(file, focus?.range ?? first.range), command }];
}

/** The line on which a range begins: what a client shows a lens above. */
function lineOf(file: TaskFile, { start }: TextRange): Range {
  return toRange(file, file.lines.lineRange(file.lines.lineAt(start)));
}

/** The lines of a tooltip, as many as somebody reads. */
function lines(all: readonly string[]): string {
  const left = all.length - mostLines;
  const shown = all.slice(0, mostLines).map(onOneLine);
  return [...shown, ...(left > 0 ? [`and ${String(left)} more`] : [])].join('\n');
}

const mostLines = 20;

/** A lens that only says something. */
function plain(title: string): Command {
  return { title, command: '' };
}

/** A lens that does something, where the client can have the server's edits applied. */
function action(client: ClientCapabilities, title: string, command: string, argument: object): Command {
  return client.workspace?.applyEdit ? { title, command, arguments: [argument] } : plain(title);
}
