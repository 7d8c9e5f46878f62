import fc from 'fast-check';
import { file, group, task } from '../sampleTasks.ts';

/** Lines that the dialect is made of, whole and damaged, and some that belong to no dialect. */
const fragments = [
  '## group_begin [type:dev][priority:high]',
  '## group_begin [type:docs][priority:low]',
  '## group_begin',
  '## group_end',
  '## task_begin',
  '## task_end',
  '## task_begin### # [id:TASK-20260301-009][type:dev][priority:high][component:server] Glued',
  '## Task-End',
  '### # [id:TASK-20260301-001][type:dev][priority:high][component:server] First',
  '### # [id:TASK-20260301-002][type:docs][prioirty:low][component:web] Second',
  '## 3. # [id:TASK-20260301-003][type:dev][component:server] Third',
  '#### [priority:hihg][id:TASK-20260301-001] Fourth',
  '**Status:** todo  ',
  '**Status:** finished',
  '**Plan:**  ',
  '1. One',
  '3. Three',
  '**Plna:** later',
  '**Estimated Effort:** 2 days## task_end',
  '### Relevant Documentation',
  '- `docs/tides.md`',
  '**Dependencies:** TASK-20260301-001',
  '---',
  '',
  '<!-- a comment',
  '-->',
  '<!-- Tasks TASK-20260301-004 moved to TODO.md on 2026-02-04 -->',
  '<!-- agent-backlog-disable-next-line missing-plan -->',
  '```markdown',
  '```',
  '<<<<<<< HEAD',
  '## index_entry_begin',
  '[id:TASK-20260301-001]',
  'location: BACKLOG.md  ',
  '## index_entry_end',
  'ðŸ” Security â€” high 🔐',
  'Ordinary prose, with `code` and [a link](docs/tides.md).',
  '\ud83d lone surrogate \u0000',
];

const line = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...fragments) },
  { weight: 1, arbitrary: fc.string() },
);

/** Any text that resembles a task file, with any mixture of line ends, with or without the last one. */
export const anyText: fc.Arbitrary<string> = fc
  .tuple(
    fc.array(fc.tuple(line, fc.constantFrom('\n', '\n', '\r\n')), { maxLength: 40 }),
    fc.boolean(),
    fc.boolean(),
  )
  .map(([lines, bom, final]) => {
    const text = lines.map(([content, end]) => content + end).join('');
    return (bom ? '\ufeff' : '') + (final ? text : text.replace(/\r?\n$/, ''));
  });

/** The tasks of a backlog, each ready or lacking something, with dependencies on one another. */
const backlogTask = (id: string, others: readonly string[]): fc.Arbitrary<string> =>
  fc
    .record({
      plan: fc.constantFrom<string | null | undefined>(
        undefined,
        undefined,
        undefined,
        null,
        '1. Only one',
        '- Bullets',
      ),
      dependencies: fc.constantFrom<string | null>(null, null, 'None', ...others),
      title: fc.constantFrom('Cache the tide tables', 'Draw – “tides” 🌊', 'Answer `/tides`'),
    })
    .map(({ plan, ...parts }) => task({ id, ...parts, ...(plan !== undefined && { plan }) }));

const ids = Array.from({ length: 8 }, (_, index) => `TASK-20260301-0${String(index + 10)}`);

/** A well-formed backlog of one to three groups, in LF or CRLF, and the number of tasks in it. */
export const anyBacklog: fc.Arbitrary<string> = fc
  .record({
    tasks: fc.tuple(...ids.map((id) => backlogTask(id, ids))),
    sizes: fc.array(fc.nat({ max: 6 }), { minLength: 1, maxLength: 3 }),
    separator: fc.constantFrom('\n\n---\n\n', '\n\n', '\n\n\n'),
    crlf: fc.boolean(),
    final: fc.boolean(),
  })
  .map(({ tasks, sizes, separator, crlf, final }) => {
    let next = 0;
    const groups = sizes.map((size, index) => {
      const own = tasks.slice(next, (next += size));
      return group(
        ['dev', 'docs', 'ops'][index] ?? 'dev',
        'high',
        ...(own.length > 0 ? [own.join(separator)] : []),
      );
    });
    const text = file('# Backlog', ...groups);
    const ended = final ? text : text.trimEnd();
    return crlf ? ended.replaceAll('\n', '\r\n') : ended;
  });
