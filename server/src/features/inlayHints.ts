import { type InlayHint, InlayHintKind, type Range } from 'vscode-languageserver-types';
import { dependencyReader, holdsTasks, relativePath, stateOf, taskId } from '#core';
import type { Services } from '../services.ts';
import { type TaskFile, toOffsets } from '../workspace/taskFile.ts';
import { onOneLine } from './hoverText.ts';
import { tasksMeant } from './idScope.ts';

/** Behind each id in the Dependencies of a task the state and title of the task that it names: clients cut long hints. */
export function inlayHints(services: Services, file: TaskFile, asked: Range): InlayHint[] {
  const { document } = file;
  if (!holdsTasks(document)) return [];
  const { start, end } = toOffsets(file, asked);
  const hints: InlayHint[] = [];
  const dependencies = dependencyReader(document);
  for (const task of document.tasks) {
    if (task.range.end < start || end < task.range.start) continue;
    for (const { id, range } of dependencies.named(task)) {
      if (range.end < start || end < range.end || id === taskId(task)) continue;
      const [place] = tasksMeant(services, file.uri, id);
      if (!place) continue;
      const { title: written = '' } = place.task.header ?? {};
      const title = onOneLine(written);
      const behind = document.text.slice(range.end, range.end + written.length + mostBetween);
      const state = stateOf(place.file.document, place.task);
      const label = [state, behind.includes(written) ? '' : shortened(title)].filter(Boolean).join(' · ');
      hints.push({
        position: file.lines.position(range.end),
        label,
        kind: InlayHintKind.Type,
        tooltip: `${title === '' ? id : title} (${state}, ${relativePath(file.uri, place.file.uri)})`,
        paddingLeft: true,
      });
    }
  }
  return hints;
}

/** How far behind an id its title can stand, so that it need not be said again. */
const mostBetween = 8;
/** How many characters of a title are shown. */
const mostTitle = 40;

function shortened(title: string): string {
  const short = new RegExp(`^.{0,${String(mostTitle)}}`, 'u').exec(title)?.[0] ?? '';
  return short === title ? title : `${short.slice(0, -1).trimEnd()}…`;
}
