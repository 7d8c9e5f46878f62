import type { ActionEdit } from '../features/actionProvider.ts';
import { onOneLine, visibleLine } from '../features/hoverText.ts';
import type { EditedText } from '../workspace/editedTexts.ts';
import type { ChangeData } from './outputs.ts';
import type { TaskChange } from './taskChanges.ts';
import { unreadLines } from './unread.ts';

/** What a change does, as data. */
export function changeData(
  pathOf: (uri: string) => string,
  { report }: ActionEdit,
  texts: readonly EditedText[],
  changes: readonly TaskChange[],
): ChangeData {
  const tasks = changes.map(({ kind, uri, id, title, line, ...change }): ChangeData['tasks'][number] => ({
    id,
    title,
    change: kind,
    file: pathOf(uri),
    line,
    ...('from' in change && { from: pathOf(change.from), gains: [...change.gains] }),
    ...('lacks' in change && { lacks: [...change.lacks] }),
    ...('before' in change && { before: change.before, after: change.after }),
  }));
  return {
    ...(report !== undefined && { report }),
    tasks,
    files: texts.map(({ uri }) => pathOf(uri)),
  };
}

/** What was done, for agents. */
export function changeText({ report, tasks, files, unread }: ChangeData): string {
  return [
    ...(report === undefined ? [] : [report]),
    ...tasks.map(taskText),
    `Changed ${files.map(visibleLine).join(', ')}.`,
    ...unreadLines(unread),
  ].join('\n');
}

function taskText({ id, title, change, ...task }: ChangeData['tasks'][number]): string {
  const place = `${visibleLine(task.file)}:${String(task.line)}`;
  const name = `${id} ${onOneLine(title)}`.trim();
  switch (change) {
    case 'moved':
      return `${name}: moved from ${visibleLine(task.from ?? '')} to ${place}`;
    case 'added': {
      const lacks = task.lacks ?? [];
      const rest = lacks.length === 0 ? ', complete' : `, lacks ${lacks.join(', ')}: fill ${them(lacks)} in`;
      return `${name}: added at ${place}${rest}`;
    }
    case 'status':
      return `${name}: ${task.before ?? ''} → ${task.after ?? ''} at ${place}`;
  }
}

function them({ length }: readonly string[]): string {
  return length === 1 ? 'it' : 'them';
}
