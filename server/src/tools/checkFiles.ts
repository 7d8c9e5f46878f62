import * as z from 'zod';
import { onOneLine } from '../features/hoverText.ts';
import { filesOf } from '../workspace/queueFiles.ts';
import { limitInput, queueInput } from './inputs.ts';
import { freshQueues, queuesNamed, shownPath } from './places.ts';
import { readingTool } from './tool.ts';

/** Says what is wrong with task files, by the settings of the editor; without one, by the settings as they are from the start. */
export const checkFiles = readingTool({
  name: 'agentBacklog_check',
  title: 'Check Task Files',
  reference: 'checkTasks',
  icon: '$(checklist)',
  description:
    'Checks the task files (BACKLOG.md, TODO.md, ARCHIVE.md, TASK_INDEX.md) of all queues or of one, and answers with one line per problem: file:line severity code message. In the editor its settings of rules hold, elsewhere the default ones. Use it after editing one of these files by hand, and when a tool refuses to move tasks.',
  userDescription: 'Lists the problems of task files.',
  input: z.strictObject({
    queue: queueInput,
    severity: z
      .enum(['error', 'warning', 'information', 'hint'])
      .optional()
      .describe('Only problems of this severity and worse.'),
    limit: limitInput(100),
  }),
  async read({ queue, severity = 'hint', limit }, services) {
    const { checker, paths } = services;
    const queues = queuesNamed(await freshQueues(services), queue);
    // What was created a moment ago is there, whenever the client tells of it.
    paths.clear();
    const uris = [...new Set(queues.flatMap((named) => filesOf(named.queue).map(({ uri }) => uri)))].sort();
    const lines: string[] = [];
    for (const uri of uris) {
      const checked = await checker.check(uri);
      for (const problem of checked?.problems ?? []) {
        if (severities.indexOf(problem.severity) > severities.indexOf(severity)) continue;
        const { line } = checked?.file.lines.position(problem.range.start) ?? { line: 0 };
        const place = `${shownPath(services, uri)}:${String(line + 1)}`;
        lines.push(`${place} ${problem.severity} ${problem.code} ${onOneLine(problem.message)}`);
      }
    }
    const files = `${String(uris.length)} ${uris.length === 1 ? 'file' : 'files'}`;
    if (lines.length === 0) return `No problems in ${files}.`;
    const count = `${String(lines.length)} ${lines.length === 1 ? 'problem' : 'problems'} in ${files}.`;
    const more = lines.length > limit ? [`… and ${String(lines.length - limit)} more.`] : [];
    return [count, ...lines.slice(0, limit), ...more].join('\n');
  },
});

/** From the worst. */
const severities: readonly string[] = ['error', 'warning', 'information', 'hint'];
