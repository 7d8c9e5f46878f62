import { onOneLine, visibleLine } from '../features/hoverText.ts';
import type { ListedQueue, ListedSection, ListedTask, TaskList } from './outputs.ts';
import { unreadLines } from './unread.ts';

/**
 * A list with no more lines than somebody wants to read.
 *
 * @param most how many queues, sections and tasks there may be, counted together
 */
export function limited({ queues, ...list }: TaskList, most: number): TaskList {
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
  return { ...list, queues: shown, more };
}

/** A list of tasks as text, a line for each. */
export function textOf({ queues, more, unread }: TaskList, only: string | undefined): string {
  const rest = more > 0 ? [`… and ${String(more)} more lines: filter, or raise the limit.`] : [];
  const lines = only === 'next' || only === 'ready' ? readyLines(queues, more) : queues.flatMap(queueLines);
  return [...lines, ...rest, ...unreadLines(unread)].join('\n');
}

function queueLines(queue: ListedQueue): string[] {
  // Most groups are empty, and nobody wants to read past a screen of them.
  const empty = queue.sections.filter(({ kind, count }) => kind === 'group' && count === 0);
  const isFolded = empty.length > 1;
  const lines = queue.sections
    .filter((section) => !isFolded || !empty.includes(section))
    .flatMap((section) => [sectionTitle(section), ...section.tasks.flatMap(taskLines)]);
  const names = empty.map(({ label }) => label || 'without tags').join(', ');
  const folded = isFolded ? [`${String(empty.length)} groups without tasks: ${names}`] : [];
  const all = [...lines, ...folded];
  return [headOf(queue), ...(all.length === 0 ? ['  No such tasks.'] : all)];
}

/** What can be worked on, of the queues that have anything. */
function readyLines(queues: readonly ListedQueue[], more: number): string[] {
  const tasksOf = ({ sections }: ListedQueue): string[] =>
    sections.flatMap(({ tasks }) => tasks.flatMap(taskLines));
  const having = queues.filter((queue) => tasksOf(queue).length > 0);
  if (having.length > 0 || more > 0) return having.flatMap((queue) => [headOf(queue), ...tasksOf(queue)]);
  const [first, ...others] = queues;
  return [
    ...(first && others.length === 0 ? [headOf(first)] : []),
    '  No task of TODO.md is ready to be worked on.',
  ];
}

function headOf({ queue, active, batchSize }: ListedQueue): string {
  return `Queue ${visibleLine(queue)}: ${String(active)} of ${String(batchSize)} active tasks in TODO.md`;
}

/** What a section is called, and of a group what promoting it would do. */
function sectionTitle({ kind, label, file, line, count, tasks, promotion }: ListedSection): string {
  const name = kind === 'group' ? `group ${label || 'without tags'}` : label;
  const all = `${String(count)} ${count === 1 ? 'task' : 'tasks'}`;
  const counted = tasks.length === count ? all : `${String(tasks.length)} of ${all}`;
  return [`${visibleLine(file)}:${String(line)}`, name, counted, onOneLine(promotion ?? '')]
    .filter((part) => part !== '')
    .join(' · ');
}

function taskLines({ id, status, file, line, title, lacks, waitsFor, text }: ListedTask): string[] {
  const remarks = [
    lacks.length > 0 ? `lacks ${lacks.join(', ')}` : '',
    waitsFor.length > 0 ? `waits for ${waitsFor.join(', ')}` : '',
  ].filter((part) => part !== '');
  const shown = `  ${id ?? 'no id'} [${status}] ${visibleLine(file)}:${String(line)} ${onOneLine(title) || 'without a title'}`;
  return [
    remarks.length === 0 ? shown : `${shown} – ${remarks.join('; ')}`,
    ...(text === undefined ? [] : [text]),
  ];
}
