import assert from 'node:assert/strict';
import { archive, check, chooseBatch, defaultPolicy, parse, policyOf, promote, setStatus } from '#core';
import { newQueue } from '../../core/src/workflow/newQueue.ts';
import { newTask } from '../../core/src/workflow/newTask.ts';
import { readInstructions } from '../../core/src/policy/policy.ts';
import { applied, moveOptions, queueOf, tasksOf, type Texts } from '../sampleQueue.ts';
import { queueFile, surroundings } from './surroundings.ts';

const { tasks, ...texts } = newQueue();
const kinds = ['backlog', 'todo', 'archive', 'index'] as const;

const names = { backlog: 'BACKLOG.md', todo: 'TODO.md', archive: 'ARCHIVE.md', index: 'TASK_INDEX.md' };

/** What the rules say of all files of a queue, each in the midst of the others. */
function problems(files: Texts): string[] {
  const all = [
    ...kinds.map((kind) => ({ path: names[kind], text: files[kind] ?? '' })),
    { path: 'TASKS.md', text: tasks },
  ];
  return all.flatMap(({ path, text }) => {
    const own = queueFile(path, text);
    const beside = all.filter((other) => other.path !== path);
    const around = surroundings(own, beside, { exists: ['docs/tides.md'] });
    return check(own.document, { today: moveOptions.today, around }).map(({ message }) => message);
  });
}

describe('a new queue', () => {
  it('has no problems', () => {
    assert.deepEqual(problems(texts), []);
    assert.ok([...Object.values(texts), tasks].every((text) => text.endsWith('\n') && !text.includes('\r')));
    assert.deepEqual(
      kinds.map((kind) => parse(texts[kind], kind).speaksDialect),
      [true, true, true, true],
    );
  });

  it('says in its instructions what is checked', () => {
    assert.deepEqual(policyOf(parse(texts.backlog, 'backlog')), defaultPolicy);
    const { batchSize, minimumPlanSteps, requiredFields } = defaultPolicy;
    const said = readInstructions(texts.backlog);
    assert.deepEqual(
      { batchSize, minimumPlanSteps, requiredFields },
      {
        batchSize: said.batchSize,
        minimumPlanSteps: said.minimumPlanSteps,
        requiredFields: said.requiredFields,
      },
    );
    assert.equal(readInstructions(texts.todo).notesMaximumLines, defaultPolicy.notesMaximumLines);
    assert.equal(readInstructions(texts.todo).batchSize, batchSize);
    assert.equal(readInstructions(texts.archive).summaryMaximumLines, defaultPolicy.summaryMaximumLines);
  });

  it('has a group for each type and priority once, and no tasks', () => {
    const { groups, tasks: none } = parse(texts.backlog, 'backlog');
    assert.ok(groups.length > 2);
    assert.deepEqual(none, []);
    assert.equal(parse(tasks, 'tasks').tasks.length, 0);
    assert.equal(parse(tasks, 'tasks').indexEntries.length, 0);
  });

  it('takes a task through its whole life', () => {
    let queue = queueOf(texts);
    const policy = policyOf(queue.backlog);
    const group = queue.backlog.groups[1] ?? assert.fail();
    const edits = newTask(
      queue.backlog,
      group,
      { title: 'Cache the tide tables', component: 'server' },
      policy,
      {
        ...moveOptions,
        otherTexts: Object.values(texts),
        index: queue.index,
      },
    );
    assert.ok(!('refused' in edits));
    assert.equal(edits.id, 'TASK-20260301-001');
    let files = applied(queue, edits);
    assert.match(files.index ?? '', /location: BACKLOG\.md/);
    queue = queueOf(files);
    const refused = chooseBatch(queue, queue.backlog.groups[1] ?? assert.fail(), policy);
    assert.ok('refused' in refused, 'a task that nobody has filled in is not promoted');

    const filled = files.backlog
      .replace('**Description:** TBD', '**Description:** Answer sooner.')
      .replace('- [ ] TBD', '- [ ] Answers take a tenth of the time')
      .replace('docs/section/file.md', 'docs/tides.md')
      .replace(/Step (?=\d)/g, 'Measure ')
      .replace('X hours / Y days / Z weeks', '2 days');
    files = { ...files, backlog: filled };
    assert.deepEqual(problems(files), []);
    queue = queueOf(files);
    const batch = chooseBatch(queue, queue.backlog.groups[1] ?? assert.fail(), policy);
    assert.ok(!('refused' in batch));
    files = applied(queue, promote(queue, batch, moveOptions));
    assert.deepEqual(problems(files), []);
    assert.match(files.todo ?? '', /\*\*Batch Type:\*\* dev/);

    queue = queueOf(files);
    const [task] = tasksOf(queue.todo, edits.id);
    assert.ok(task);
    files = applied(queue, setStatus(queue, 'todo', task, 'done', moveOptions));
    queue = queueOf(files);
    files = applied(queue, archive(queue, tasksOf(queue.todo, edits.id), moveOptions));
    assert.deepEqual(problems(files), []);
    assert.match(files.index ?? '', /status: done {2}\nlocation: ARCHIVE\.md {2}\n.*\ncompleted: 2026-03-01/);
    assert.equal(parse(files.todo ?? '', 'todo').tasks.length, 0);
  });
});
