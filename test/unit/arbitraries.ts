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

/** A text with other line ends, with a byte order mark, or without its last line end. */
const written = (text: string): fc.Arbitrary<string> =>
  fc
    .record({
      ends: fc.constantFrom('\n', '\n', '\r\n', 'mixed'),
      bom: fc.boolean(),
      final: fc.boolean(),
    })
    .map(({ ends, bom, final }) => {
      let line = 0;
      const whole = text.replaceAll('\n', () =>
        ends === 'mixed' ? (line++ % 3 === 0 ? '\n' : '\r\n') : ends,
      );
      return (bom ? '\ufeff' : '') + (final ? whole : whole.trimEnd());
    });

const entry = (id: string, location: string, status: string): string =>
  `## index_entry_begin\n[id:${id}]\nstatus: ${status}  \nlocation: ${location}  \ncreated: 2026-02-01  \n## index_entry_end`;

/**
 * The files of a queue with a batch of type dev in TODO.md, done tasks among it, an archive and an index, in any
 * mixture of line ends. Each file separates its tasks in a way of its own.
 */
export const anyQueue: fc.Arbitrary<{ backlog: string; todo: string; archive: string; index: string }> = fc
  .record({
    sizes: fc.tuple(fc.nat({ max: 6 }), fc.nat({ max: 3 })),
    ready: fc.array(fc.boolean(), { minLength: 9, maxLength: 9 }),
    active: fc.nat({ max: 3 }),
    done: fc.nat({ max: 3 }),
    dated: fc.constantFrom('done', 'done  \n**Completed:** 2026-02-20  \n**Assignee:** @agent'),
    archived: fc.nat({ max: 2 }),
    separators: fc.array(fc.constantFrom('\n\n---\n\n', '\n\n', '\n\n\n'), { minLength: 3, maxLength: 3 }),
  })
  .chain(({ sizes: [dev, docs], ready, active, done, dated, archived, separators }) => {
    const numbered = (count: number, first: number): string[] =>
      Array.from({ length: count }, (_, at) => `TASK-20260301-${String(first + at).padStart(3, '0')}`);
    const joined = (file: number, tasks: readonly string[]): string[] =>
      tasks.length > 0 ? [tasks.join(separators[file])] : [];
    const backlogTasks = (type: string, own: readonly string[]): string[] =>
      joined(
        0,
        own.map((id, at) => task({ id, type, ...(!ready[at] && { plan: null }) })),
      );
    const [devIds, docsIds] = [numbered(dev, 10), numbered(docs, 20)];
    const [activeIds, doneIds, archivedIds] = [
      numbered(active, 30),
      numbered(done, 40),
      numbered(archived, 50),
    ];
    const at = (location: string, status: string) => (id: string) => entry(id, location, status);
    const backlog = file(
      '# Backlog',
      group('dev', 'high', ...backlogTasks('dev', devIds)),
      group('docs', 'high', ...backlogTasks('docs', docsIds)),
    );
    const todo = file(
      '# Active',
      '<!-- SYSTEM INSTRUCTIONS: wrap tasks in task_begin -->',
      '**Batch Type:** dev',
      ...joined(1, [
        ...activeIds.map((id) => task({ id, status: 'in-progress' })),
        ...doneIds.map((id) => task({ id, status: dated })),
      ]),
    );
    const archive = file(
      '# Archive',
      '<!-- SYSTEM INSTRUCTIONS: append the task block. Required: **Assignee:** @agent -->',
      ...joined(
        2,
        archivedIds.map((id) => task({ id, status: 'done' })),
      ),
    );
    const index = file(
      ...[...devIds, ...docsIds].map(at('BACKLOG.md', 'todo')),
      ...activeIds.map(at('TODO.md', 'in-progress')),
      ...doneIds.map(at('TODO.md', 'done')),
      ...archivedIds.map(at('ARCHIVE.md', 'done')),
    );
    return fc.record({
      backlog: written(backlog),
      todo: written(todo),
      archive: written(archive),
      index: written(index),
    });
  });
