import { taskLabel } from '../../document/ids.ts';
import { canonicalMarker } from '../../document/marker.ts';
import type { Rule } from '../rule.ts';
import { lineBefore, lineBehind } from './markerLines.ts';

const begin = canonicalMarker('task', 'begin');
const end = canonicalMarker('task', 'end');

export const headerOutsideTask: Rule = {
  code: 'header-outside-task',
  group: 'blocks',
  level: 'error',
  fix: 'offered',
  docs: {
    what: 'A task header that stands in no task block.',
    why: 'Tasks are moved as blocks. A task without its markers is passed over, or is lost in a move.',
    how: 'Put `## task_begin` in front of the header and `## task_end` behind the last line of the task.',
    invalid:
      '### # [id:TASK-20260301-001][type:dev][priority:high][component:server] Cache the tide tables\n',
    valid: [
      '## task_begin',
      '### # [id:TASK-20260301-001][type:dev][priority:high][component:server] Cache the tide tables',
      '## task_end',
      '',
    ].join('\n'),
  },
  *checkDocument({ document }) {
    for (const task of document.tasks) {
      const { header } = task;
      if (task.begin || !header) continue;
      const opening = lineBefore(document, header.range.start, begin);
      yield {
        range: header.range,
        message: task.end
          ? `${taskLabel(task)} has no ${begin}. Put one before its header.`
          : `${taskLabel(task)} is in no task block. Put it between ${begin} and ${end}.`,
        fixes: () =>
          task.end
            ? [{ title: `Insert ${begin}`, edits: [opening], safe: false }]
            : [
                {
                  title: `Put it between ${begin} and ${end}`,
                  edits: [opening, lineBehind(document, task.range.end, end)],
                  safe: false,
                },
              ],
      };
    }
  },
};
