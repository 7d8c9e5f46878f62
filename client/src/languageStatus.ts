import {
  type Command,
  type Diagnostic,
  DiagnosticSeverity,
  type Disposable,
  l10n,
  languages,
  LanguageStatusSeverity,
  type LanguageStatusItem,
  Uri,
  window,
} from 'vscode';
import { diagnosticSource, type QueueModel } from '#server/protocol';
import { filesOf, queueOf } from './backlogView/places.ts';
import type { QueueStore } from './backlogView/queueStore.ts';
import { isTaskFile, taskFileSelector } from './taskFiles.ts';

/** Tells of the queue of the active editor: its batch, its room, its problems. It is there only for files of a queue. */
export class QueueStatus implements Disposable {
  readonly #store: QueueStore;
  readonly #disposables: Disposable[];
  #item: LanguageStatusItem | undefined;

  constructor(store: QueueStore) {
    this.#store = store;
    const update = (): void => {
      this.#update();
    };
    this.#disposables = [
      store.onDidChange(update),
      window.onDidChangeActiveTextEditor(update),
      languages.onDidChangeDiagnostics(update),
    ];
    update();
  }

  dispose(): void {
    this.#item?.dispose();
    for (const one of this.#disposables) one.dispose();
  }

  #update(): void {
    const { queues } = this.#store;
    const document = window.activeTextEditor?.document;
    const isOurs = document !== undefined && isTaskFile(document);
    const queue = isOurs ? queueOf(queues ?? [], document.uri.toString()) : undefined;
    if (!isOurs || (queues && !queue)) {
      this.#item?.dispose();
      this.#item = undefined;
      return;
    }
    this.#item ??= languages.createLanguageStatusItem('agentBacklog.queue', taskFileSelector);
    describe(this.#item, queue);
  }
}

/** @param queue undefined while it is not known yet */
function describe(item: LanguageStatusItem, queue: QueueModel | undefined): void {
  item.name = l10n.t('Task queue');
  item.busy = !queue;
  if (!queue) {
    item.text = l10n.t('Reading the queue');
    return;
  }
  const { active, batchSize, sections, files } = queue;
  const type = sections.find(({ kind }) => kind === 'batch')?.label;
  item.text = type
    ? l10n.t('Batch: {0}, {1} of {2}', type, active, batchSize)
    : l10n.t('Batch: {0} of {1}', active, batchSize);
  const problems = problemsOf(queue);
  const details = [roomText(batchSize - active), problemText(problems.length)];
  item.detail = details.join(' · ');
  item.severity = severityOf(problems);
  item.command = files.todo === undefined ? viewCommand() : openCommand(files.todo);
  item.accessibilityInformation = { label: [item.text, ...details].join(', ') };
}

function problemsOf(queue: QueueModel): Diagnostic[] {
  return filesOf(queue)
    .flatMap((uri) => languages.getDiagnostics(Uri.parse(uri)))
    .filter(({ source, severity }) => source === diagnosticSource && severity !== DiagnosticSeverity.Hint);
}

function severityOf(problems: readonly Diagnostic[]): LanguageStatusSeverity {
  const has = (wanted: DiagnosticSeverity): boolean => problems.some(({ severity }) => severity === wanted);
  if (has(DiagnosticSeverity.Error)) return LanguageStatusSeverity.Error;
  return has(DiagnosticSeverity.Warning)
    ? LanguageStatusSeverity.Warning
    : LanguageStatusSeverity.Information;
}

function roomText(room: number): string {
  if (room <= 0) return l10n.t('no room');
  return room === 1 ? l10n.t('room for 1 task') : l10n.t('room for {0} tasks', room);
}

function problemText(count: number): string {
  if (count === 0) return l10n.t('no problems');
  return count === 1 ? l10n.t('1 problem') : l10n.t('{0} problems', count);
}

function openCommand(uri: string): Command {
  return { command: 'vscode.open', title: l10n.t('Open TODO.md'), arguments: [Uri.parse(uri)] };
}

function viewCommand(): Command {
  return { command: 'agentBacklog.queues.focus', title: l10n.t('Show Backlog View') };
}
