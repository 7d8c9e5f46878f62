import assert from 'node:assert/strict';
import { dirname } from 'node:path';
import fc from 'fast-check';
import {
  archive,
  check,
  chooseBatch,
  type Document,
  parse,
  policyAmong,
  type QueueWithBacklog,
  restore,
  rules,
  sentenceOf,
  setStatus,
  slice,
  type Task,
  taskId,
} from '#core';
import { corpus, seeds } from '../realFiles.ts';
import { applied, blocksOf, moveOptions, policyFor, queueOf, type Texts } from '../sampleQueue.ts';
import { file, group, task } from '../sampleTasks.ts';
import { anyQueue } from './arbitraries.ts';
import { everyMove, kinds, type Move } from './moves.ts';
import { queueFile, surroundings } from './surroundings.ts';

const { today } = moveOptions;

/** The batch focus of a TODO.md without tasks. */
const focus = /^[a-z]*$/;

/** A block without what archiving or a status may add to it. */
function bare(block: string): string {
  return block
    .replace(/\r?\n\*\*(?:Completed|Assignee):\*\* .*/g, '')
    .replace(/(?<=Status:?\**:? *\s*)[a-z-]+/g, '');
}

function holds(texts: Texts, queue: QueueWithBacklog, { name, edits, moved, changes, says }: Move): void {
  const after = applied(queue, edits);
  if ('refused' in edits) return;
  const concerned = new Set(['id' in edits ? String(edits.id) : '', ...moved]);
  const before: string[] = [];
  const left: string[] = [];
  const movedBlocks = new Set<string>();
  for (const kind of kinds) {
    if (after[kind] === texts[kind]) continue;
    assert.ok(changes.includes(kind), `${name} changes ${kind}`);
    const stay = [queue[kind], parse(after[kind] ?? '', kind)].map((document, at) => {
      const blocks = (document?.tasks ?? []).map((task) => ({ task, block: blockText(document, task) }));
      (at === 0 ? before : left).push(...blocks.map(({ block }) => block));
      const isConcerned = ({ task }: { readonly task: Task }): boolean => concerned.has(taskId(task) ?? '');
      for (const { block } of blocks.filter(isConcerned)) movedBlocks.add(block);
      return blocks.filter((one) => !isConcerned(one)).map(({ block }) => block);
    });
    assert.deepEqual(stay[1], stay[0], `${name} changes other tasks of ${kind}`);
  }
  const isExact = name.startsWith('promote') || name === 'demote' || name === 'restore';
  const comparable = (blocks: readonly string[]): string[] =>
    (isExact ? [...blocks] : blocks.map(bare)).sort();
  if (name === 'add a task') assert.equal(left.length, before.length + 1, name);
  else assert.deepEqual(comparable(left), comparable(before), name);
  for (const kind of kinds) {
    const change = edits[kind];
    if ('create' in change) continue;
    for (const { range, newText } of change) {
      for (const part of [texts[kind]?.slice(range.start, range.end) ?? '', newText]) {
        const said = residue(part, movedBlocks);
        const isFocus = name.startsWith('promote') && kind === 'todo' && focus.test(said);
        assert.ok(says.test(said) || isFocus, `${name} writes ${said} in ${kind}`);
      }
    }
  }
  indexHolds(texts, after, name, moved);
}

function blockText(document: Document | undefined, task: Task): string {
  return document ? slice(document.text, task.range) : '';
}

/** What is left of a part of a text without whole blocks, separators and white space. */
function residue(part: string, blocks: Iterable<string>): string {
  let rest = part;
  for (const block of blocks) rest = rest.replaceAll(block, '');
  return rest.replace(/^-{3,}[ \t]*\r?$/gm, '').replace(/\s/g, '');
}

/** The index keeps its entries in their order; those of other tasks stay as they are. */
function indexHolds(texts: Texts, after: Texts, name: string, moved: readonly string[]): void {
  if (texts.index === undefined || after.index === undefined) {
    assert.equal(after.index, texts.index);
    return;
  }
  const entries = (text: string) =>
    parse(text, 'index').indexEntries.map(({ id, range }) => ({
      id: id?.value ?? '',
      text: slice(text, range),
    }));
  const [was, is] = [entries(texts.index), entries(after.index)];
  const isNew = name === 'add a task' && parse(texts.index, 'index').speaksDialect;
  assert.equal(is.length, was.length + (isNew ? 1 : 0));
  assert.deepEqual(
    is.slice(0, was.length).map(({ id }) => id),
    was.map(({ id }) => id),
  );
  for (const [at, { id, text }] of was.entries()) if (!moved.includes(id)) assert.equal(is[at]?.text, text);
}

/** The real queues: the folders of the corpus with a TODO.md of this dialect, and each of the seeds. */
function realQueues(): { name: string; texts: Texts }[] {
  const files = new Map(corpus().map(({ path, text }) => [path, text]));
  const folders = [...files]
    .filter(([path, text]) => path.endsWith('/TODO.md') && parse(text, 'todo').speaksDialect)
    .map(([path]) => dirname(path));
  return [
    ...seeds().map(({ name, text }) => ({ name, texts: { backlog: text } })),
    ...folders.map((folder) => ({
      name: folder,
      texts: {
        backlog: files.get(`${folder}/BACKLOG.md`) ?? '',
        todo: files.get(`${folder}/TODO.md`),
        archive: files.get(`${folder}/ARCHIVE.md`) ?? files.get(`${folder}/ARCHIVE/ARCHIVE.md`),
        index: files.get(`${folder}/TASK_INDEX.md`),
      },
    })),
  ];
}

describe('properties of every move', () => {
  it('tasks are conserved and all else stays, on any queue', () => {
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(anyQueue, fc.boolean(), fc.boolean(), (all, hasTodo, hasArchive) => {
        const texts: Texts = {
          ...all,
          todo: hasTodo ? all.todo : undefined,
          archive: hasArchive ? all.archive : undefined,
        };
        const queue = queueOf(texts);
        for (const move of everyMove(queue)) {
          seen.set(move.name, (seen.get(move.name) ?? 0) + 1);
          holds(texts, queue, move);
        }
      }),
    );
    const names = [
      'promote a group',
      'promote some',
      'demote',
      'archive',
      'restore',
      'set a status',
      'add a task',
    ];
    for (const name of names) assert.ok(seen.has(name), `${name} was never tried`);
  });

  for (const { name, texts } of realQueues()) {
    it(`tasks are conserved and all else stays, in ${name}`, () => {
      const queue = queueOf(texts);
      const moves = everyMove(queue);
      assert.ok(moves.length > 0);
      for (const move of moves) holds(texts, queue, move);
      // The real batches hold one type and no task that is done: empty them, and finish one.
      const empty = { ...texts, todo: undefined };
      for (const move of everyMove(queueOf(empty))) holds(empty, queueOf(empty), move);
      const [task] = queue.todo?.tasks ?? [];
      if (!task) return;
      const finished = applied(queue, setStatus(queue, 'todo', task, 'done', moveOptions));
      for (const move of everyMove(queueOf(finished))) holds(finished, queueOf(finished), move);
    });

    it(`restoring undoes archiving, in ${name}`, () => {
      const queue = queueOf(texts);
      const task = queue.todo?.tasks.at(-1);
      if (!task) return;
      const ids = [taskId(task) ?? ''];
      const find = ({ tasks }: { readonly tasks: readonly Task[] }): Task[] =>
        tasks.filter((one) => taskId(one) === ids[0]);
      const finished = queueOf(applied(queue, setStatus(queue, 'todo', task, 'done', moveOptions)));
      const gone = queueOf(
        applied(finished, archive(finished, finished.todo ? find(finished.todo) : [], moveOptions)),
      );
      assert.equal(blocksOf(gone.todo?.text, 'todo').length, (queue.todo?.tasks.length ?? 0) - 1);
      const back = applied(
        gone,
        restore(gone, gone.archive ? find(gone.archive) : [], policyFor(gone), moveOptions),
      );
      assert.equal(back.archive, texts.archive);
      assert.deepEqual(blocksOf(back.todo, 'todo').map(bare), blocksOf(texts.todo, 'todo').map(bare));
      assert.equal(back.backlog, texts.backlog);
    });
  }
});

/** A TODO.md without tasks whose instructions say something. */
function instructing(what: string): string {
  return file('# Active', `<!-- SYSTEM INSTRUCTIONS of a task block.\n${what}\n-->`);
}

/** No TODO.md, or one with instructions of its own. */
const anyTodo = fc.option(
  fc
    .constantFrom(
      'take up to 1 task',
      'Minimum 1 numbered step',
      'Minimum 5 numbered steps',
      'REQUIRED FIELDS\n  - Plan',
      'REQUIRED FIELDS\n  - Acceptance Criteria\n  - Plan',
      '',
    )
    .map(instructing),
  { nil: undefined },
);

describe('the promise of promotion', () => {
  const incompleting = new Set(
    rules.filter(({ makesIncomplete }) => makesIncomplete).map(({ code }) => code),
  );

  /**
   * Every group that nothing is said against moves, but for tasks that wait or whose id is in use; whatever the
   * instructions are of a TODO.md without tasks.
   */
  const kept = (text: string, todo?: string): number => {
    const beside = todo === undefined ? [] : [{ path: 'TODO.md', text: todo }];
    const own = queueFile('BACKLOG.md', text);
    const around = surroundings(own, beside, { complete: false });
    const queue = { ...queueOf({ backlog: text, todo }), backlog: own.document };
    const policy = policyAmong(
      queue.backlog,
      around.files.map(({ document }) => document),
    );
    const bad = check(queue.backlog, { today, around }).filter(
      ({ severity, code }) => severity === 'error' || incompleting.has(code),
    );
    let promoted = 0;
    for (const group of queue.backlog.groups) {
      const { start, end } = group.range;
      if (group.tasks.length === 0 || bad.some(({ range }) => range.start >= start && range.end <= end))
        continue;
      const batch = chooseBatch(queue, group, policy);
      const others = batch.passedOver.filter(({ cause }) => cause !== 'waiting' && cause !== 'id in use');
      assert.deepEqual(others.map(sentenceOf), []);
      if (batch.passedOver.length < group.tasks.length) assert.ok(!('refused' in batch));
      promoted++;
    }
    return promoted;
  };

  it('is kept on any queue', () => {
    let promoted = 0;
    fc.assert(
      fc.property(anyQueue, anyTodo, ({ backlog }, todo) => {
        promoted += kept(backlog, todo);
      }),
      // Enough that some group is promoted for certain.
      { numRuns: 150 },
    );
    assert.ok(promoted > 0);
  });

  it('is kept where TODO.md has the instructions, of which not every task is a match', () => {
    const backlog = group('dev', 'high', task({ id: 'TASK-20260301-001' }));
    const whole = instructing('take up to 5 tasks');
    assert.equal(kept(file(backlog), whole), 1);
    assert.equal(kept(file(backlog), instructing('Minimum 5 numbered steps')), 0);
    assert.equal(kept(file(backlog), instructing('REQUIRED FIELDS\n  - Acceptance Criteria')), 0);
  });

  const queues = realQueues();
  (queues.length > 0 ? it : it.skip)('is kept in real backlogs', () => {
    const promoted = queues.reduce((sum, { texts }) => sum + kept(texts.backlog), 0);
    assert.ok(promoted > 3, String(promoted));
  });
});
