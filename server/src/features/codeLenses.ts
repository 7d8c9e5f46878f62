import type { ClientCapabilities, CodeLens, Command, Range } from 'vscode-languageserver';
import {
  chooseBatch,
  dependenciesOf,
  doneTasks,
  effortOf,
  formatEffort,
  type Group,
  holdsTasks,
  policyOf,
  type Policy,
  sentenceOf,
  shortcomings,
  statusOf,
  type Task,
  type TextRange,
} from '#core';
import type { Services } from '../services.ts';
import { toQueue } from '../workspace/queueFiles.ts';
import { policyOverrides, type TaskFile, toRange } from '../workspace/taskFile.ts';
import { stateOf } from './inlayHints.ts';

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
  const policy = policyOf(document, policyOverrides(settings));
  const ofGroups =
    document.file === 'backlog' ? document.groups.flatMap((group) => groupLenses(file, group, policy)) : [];
  const ofTasks =
    document.file === 'archive' ? [] : document.tasks.flatMap((task) => taskLenses(services, file, task));
  return [...ofGroups, ...ofTasks, ...archiveLenses(client, file)];
}

/** Says what promoting a group would move. The group may have changed meanwhile: then the lens says nothing. */
export async function resolveCodeLens(
  services: Services,
  client: ClientCapabilities,
  lens: CodeLens,
): Promise<CodeLens> {
  const { uri, at } = lens.data as LensData;
  await services.workspace.prepare(uri);
  const overrides = policyOverrides(await services.settingsOf(uri));
  const file = services.files.open(uri);
  const group = file?.document.groups.find(({ begin }) => begin.range.start === at);
  const queue = services.workspace.queueOf(uri);
  if (!file || !group || !queue) return { ...lens, command: plain('…') };
  const policy = policyOf(file.document, overrides, queue.todo?.document);
  const batch = chooseBatch({ ...toQueue(queue), backlog: file.document }, group, policy);
  const titleOf = (moved: number): string => `Promote ${String(moved)} of ${String(group.tasks.length)}`;
  if ('refused' in batch) return { ...lens, command: { ...plain(titleOf(0)), tooltip: batch.refused } };
  const title = titleOf(batch.moved.length);
  const tooltip = batch.passedOver.map(sentenceOf).join('; ');
  const argument = { uri, position: file.lines.position(at) };
  return {
    ...lens,
    command: {
      ...action(client, title, 'agentBacklog.promoteGroup', argument),
      ...(tooltip !== '' && { tooltip }),
    },
  };
}

function groupLenses(file: TaskFile, group: Group, policy: Policy): CodeLens[] {
  const { document, uri } = file;
  const { text } = document;
  const open = group.tasks.filter((task) => statusOf(text, task) !== 'done');
  if (open.length === 0) return [];
  const range = lineOf(file, group.begin.range);
  const data: LensData = { uri, at: group.begin.range.start };
  const incomplete = open.filter((task) => shortcomings(text, task, policy).length > 0).length;
  const hours = open.reduce((sum, task) => sum + (effortOf(text, task) ?? 0), 0);
  return [
    { range, data },
    ...(incomplete > 0 ? [{ range, command: plain(`${String(incomplete)} incomplete`) }] : []),
    ...(hours > 0 ? [{ range, command: plain(formatEffort(hours)) }] : []),
  ];
}

function taskLenses({ workspace: { known } }: Services, file: TaskFile, task: Task): CodeLens[] {
  const { text } = file.document;
  if (statusOf(text, task) === 'done') return [];
  // Of a task that is nowhere nobody knows whether it is done.
  const unmet = dependenciesOf(text, task).filter((id) => {
    const places = known.tasks(id);
    return places.length > 0 && places.every((place) => stateOf(place) !== 'done');
  });
  const [first] = unmet;
  if (first === undefined) return [];
  const others = unmet.length - 1;
  const title = `waits for ${first}${others > 0 ? ` and ${String(others)} more` : ''}`;
  const names = unmet.map((id) => `${id} ${known.tasks(id)[0]?.task.header?.title ?? ''}`.trimEnd());
  const range = lineOf(file, task.header?.range ?? task.range);
  return [{ range, command: { ...plain(title), tooltip: names.join('\n') } }];
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

/** A lens that only says something. */
function plain(title: string): Command {
  return { title, command: '' };
}

/** A lens that does something, where the client can have the server's edits applied. */
function action(client: ClientCapabilities, title: string, command: string, argument: object): Command {
  return client.workspace?.applyEdit ? { title, command, arguments: [argument] } : plain(title);
}
