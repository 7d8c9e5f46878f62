import * as z from 'zod';
import { severities } from '#core';
import { onOneLine, visibleLine } from '../features/hoverText.ts';
import { type ReportedProblem, reportedProblems } from '../features/problemReports.ts';
import { filesOf } from '../workspace/queueFiles.ts';
import { limitInput, queueInput } from './inputs.ts';
import { checkOutput } from './outputs.ts';
import { freshQueues, queuesNamed, shownPath } from './places.ts';
import { readingTool } from './tool.ts';
import { unreadData, unreadLines } from './unread.ts';

/** Says what is wrong with task files, by the settings that hold for each. */
export const checkFiles = readingTool({
  name: 'agentBacklog_check',
  title: 'Check Task Files',
  reference: 'checkTasks',
  icon: '$(checklist)',
  description:
    'Checks the task files (BACKLOG.md, TODO.md, ARCHIVE.md, TASK_INDEX.md) of all queues or of one, and answers with one line per problem: file:line severity code message. The settings of the config file (.agent-backlog.json) hold; without one those of the editor, elsewhere the default ones. Use it after editing one of these files by hand, and when a tool refuses to move tasks.',
  userDescription: 'Lists the problems of task files.',
  input: z.strictObject({
    queue: queueInput,
    severity: z.enum(severities).optional().describe('Only problems of this severity and worse.'),
    limit: limitInput(100),
  }),
  output: checkOutput,
  async read({ queue, severity = 'hint', limit }, services) {
    const { checker, paths, files } = services;
    const queues = queuesNamed(await freshQueues(services), queue);
    // What was created a moment ago is there, whenever the client tells of it.
    paths.clear();
    const uris = [...new Set(queues.flatMap((named) => filesOf(named.queue).map(({ uri }) => uri)))].sort();
    const found: ReportedProblem[] = [];
    const known = files.known.bind(files);
    for (const uri of uris) {
      const checked = await checker.check(uri);
      if (checked) found.push(...reportedProblems(checked, (one) => shownPath(services, one), known));
    }
    const asked = found.filter((one) => severities.indexOf(one.severity) <= severities.indexOf(severity));
    const problems = asked.slice(0, limit);
    const more = asked.length - problems.length;
    const data = { files: uris.length, problems, more, ...unreadData(services) };
    return { text: textOf(data), data };
  },
});

function textOf({ files: count, problems, more, unread }: z.infer<typeof checkOutput>): string {
  const files = `${String(count)} ${count === 1 ? 'file' : 'files'}`;
  if (problems.length === 0) return [`No problems in ${files}.`, ...unreadLines(unread)].join('\n');
  const all = problems.length + more;
  return [
    `${String(all)} ${all === 1 ? 'problem' : 'problems'} in ${files}.`,
    ...problems.map(
      ({ file, line, severity, code, message }) =>
        `${visibleLine(file)}:${String(line)} ${severity} ${code} ${onOneLine(message)}`,
    ),
    ...(more > 0 ? [`… and ${String(more)} more.`] : []),
    ...unreadLines(unread),
  ].join('\n');
}
