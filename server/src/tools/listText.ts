import { onOneLine } from '../features/hoverText.ts';
import type { ListedQueue, ListedSection, ListedTask, TaskList } from './outputs.ts';

/**
 * Queues with no more lines than somebody wants to read.
 *
 * @param most how many queues, sections and tasks there may be, counted together
 */
export function limited(queues: readonly ListedQueue[], most: number): TaskList {
  let left = most;
  let more = 0;
  const take = (): boolean => {
    left--;
    if (left < 0) more++;
    return left >= 0;
  };
  const shown = queues.flatMap((queue) => {
    const isShown = take();
    const sections = queue.sections.flatMap((section) => {
      const hasTitle = take();
      const tasks = section.tasks.filter(take);
      return hasTitle ? [{ ...section, tasks }] : [];
    });
    return isShown ? [{ ...queue, sections }] : [];
  });
  return { queues: shown, more };
}

/** A list of tasks as text, a line for each. */
export function textOf({ queues, more }: TaskList, only: string | undefined): string {
  const isReady = only === 'next' || only === 'ready';
  const lines = queues.flatMap((queue) => {
    const head = `Queue ${queue.queue}: ${String(queue.active)} of ${String(queue.batchSize)} active tasks in TODO.md`;
    const sections = queue.sections.flatMap((section) => [
      ...(isReady ? [] : [sectionTitle(section)]),
      ...section.tasks.flatMap(taskLines),
    ]);
    const nothing = isReady ? '  No task of TODO.md is ready to be worked on.' : '  No such tasks.';
    return [head, ...(sections.length === 0 && more === 0 ? [nothing] : sections)];
  });
  const rest = more > 0 ? [`… and ${String(more)} more lines: filter, or raise the limit.`] : [];
  return [...lines, ...rest].join('\n');
}

/** What a section is called, and of a group what promoting it would do. */
function sectionTitle({ kind, label, file, line, count, tasks, promotion }: ListedSection): string {
  const name = kind === 'group' ? `group ${label || 'without tags'}` : label;
  const all = `${String(count)} ${count === 1 ? 'task' : 'tasks'}`;
  const counted = tasks.length === count ? all : `${String(tasks.length)} of ${all}`;
  return [`${file}:${String(line)}`, name, counted, onOneLine(promotion ?? '')]
    .filter((part) => part !== '')
    .join(' · ');
}

function taskLines({ id, status, file, line, title, lacks, waitsFor, text }: ListedTask): string[] {
  const remarks = [
    lacks.length > 0 ? `lacks ${lacks.join(', ')}` : '',
    waitsFor.length > 0 ? `waits for ${waitsFor.join(', ')}` : '',
  ].filter((part) => part !== '');
  const shown = `  ${id ?? 'no id'} [${status}] ${file}:${String(line)} ${onOneLine(title) || 'without a title'}`;
  return [
    remarks.length === 0 ? shown : `${shown} – ${remarks.join('; ')}`,
    ...(text === undefined ? [] : [text]),
  ];
}
