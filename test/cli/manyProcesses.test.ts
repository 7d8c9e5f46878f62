import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { hostname } from 'node:os';
import process from 'node:process';
import fc from 'fast-check';
import { lockName } from '../../cli/src/disk/lock.ts';
import { thisProcess } from '../../cli/src/disk/processes.ts';
import { temporaryName } from '../../cli/src/disk/temporaries.ts';
import { agentBacklog, type Ended } from '../commandLine.ts';
import { Folder } from '../folder.ts';
import { file, group, task } from '../sampleTasks.ts';
import {
  blocksIn,
  documentPath,
  indexOf,
  instructions,
  type PlacedBlock,
  problemsIn,
  put,
  remainsIn,
  statusOf,
  textsOf,
} from './queueOnDisk.ts';

/** `ROUNDS=100 npm run test:cli -- -g "many processes"` looks harder. */
const rounds = Number(process.env['ROUNDS'] ?? 2);
const atOnce = 12;

/** Why a move is refused: others have moved tasks meanwhile, or it was never possible. */
const refusals = [
  /TASK-\S+ is in (TODO|BACKLOG|ARCHIVE)\.md\. Only /,
  /TASK-\S+ is not in a backlog, but in (TODO|ARCHIVE)\.md\./,
  /Task TASK-\S+ is (todo|in-progress|blocked|done) already\./,
  /Task TASK-\S+ is not done\./,
  /TASK-\S+ and TASK-\S+ are not in one group\./,
  /TASK-\S+ has no Plan\./,
  /TODO\.md holds tasks of type (dev|bug); a batch has one type, and /,
  /TODO\.md is full: it holds \d+ active tasks, and a batch has 24\./,
  /The group has no tasks\./,
  /No task of the group is ready: /,
  /No task is done\./,
];
/** Why nothing was done, though it could have been. */
const changed = [
  /The task files are being changed by process \d+ on .*Nothing was done\./,
  /changed meanwhile\. Nothing was done\./,
];

/** A command and what came of it. */
interface Done extends Ended {
  readonly args: readonly string[];
  readonly changes: readonly Change[];
}

/** What a command says that it did to a task. */
interface Change {
  readonly id: string;
  readonly title: string;
  readonly change: 'moved' | 'added' | 'status';
  readonly file: string;
  readonly from?: string;
  readonly before?: string;
  readonly after?: string;
}

describe('many processes at once', () => {
  let folder: Folder;

  beforeEach(() => {
    folder = new Folder();
    const texts = new Map(Object.entries(queue));
    put(folder.path, texts.set('TASK_INDEX.md', indexOf(texts)));
  });
  afterEach(() => {
    folder.remove();
  });

  it('lose nothing, do nothing twice, and say the truth', async function () {
    this.timeout(rounds * 60_000);
    for (let round = 1; round <= rounds; round++) {
      const before = blocksIn(textsOf(folder.path));
      const commands = fc.sample(commandOn(before), atOnce);
      if (round % 2 === 0) leaveBehind(folder);
      const all = await Promise.all(commands.map((args) => run(folder, args)));
      const told = all.map(({ args, status, stderr }) => `${args.join(' ')}: ${String(status)} ${stderr}`);
      try {
        all.forEach(assertEnded);
        assertFollows(before, blocksIn(textsOf(folder.path)), all);
        assert.deepEqual((await problemsIn(folder.path)).filter(isOfQueue), []);
        assert.deepEqual(remainsIn(folder.path), []);
      } catch (error) {
        throw new Error(`round ${String(round)}:\n${told.join('\n')}`, { cause: error });
      }
    }
  });
});

async function run(folder: Folder, args: readonly string[]): Promise<Done> {
  const ended = await agentBacklog(folder.path, [...args, '--json']);
  const { tasks } = (ended.status === 0 ? JSON.parse(ended.stdout) : { tasks: [] }) as { tasks: Change[] };
  return { ...ended, args, changes: tasks };
}

function assertEnded({ args, status, stderr }: Done): void {
  if (process.env['SHOW']) console.log(status, args.join(' '), stderr);
  if (status === 0) assert.equal(stderr, '');
  else {
    const reasons = { 3: refusals, 4: changed }[status ?? 0] ?? [];
    const isExpected = reasons.some((reason) => reason.test(stderr));
    assert.ok(isExpected, `${args.join(' ')} ended with ${String(status)}: ${stderr}`);
  }
}

/** What is there is what was there and what the commands say that they did: nothing else. */
function assertFollows(
  before: readonly PlacedBlock[],
  after: readonly PlacedBlock[],
  all: readonly Done[],
): void {
  const changes = all.flatMap((done) => done.changes);
  const added = changes.filter(({ change }) => change === 'added');
  assert.deepEqual(
    after.map(({ id }) => id).sort(),
    [...before, ...added].map(({ id }) => id).sort(),
    'every id is there once',
  );
  for (const block of after) {
    const own = changes.filter(({ id }) => id === block.id);
    const begun = before.find(({ id }) => id === block.id);
    const moves = own.map(({ from, file: to }) => [from, to] as const).filter(([from]) => from !== undefined);
    assertWay(begun?.name ?? 'BACKLOG.md', moves, block.name, `where ${block.id} is`);
    const states = own
      .filter(({ change }) => change === 'status')
      .map((one) => [one.before, one.after] as const);
    assertWay(begun ? statusOf(begun.text) : 'todo', states, statusOf(block.text), `how far ${block.id} is`);
    if (!begun) assert.ok(block.text.includes(added.find(({ id }) => id === block.id)?.title ?? '?'));
    else if (states.length === 0 && !moves.some(([, to]) => to === 'ARCHIVE.md'))
      assert.equal(block.text, begun.text);
    else assert.equal(essence(block.text), essence(begun.text));
  }
}

/** In some order the steps lead from the first place to the last one, and none of them is made twice. */
function assertWay(
  first: string,
  steps: readonly (readonly [from: string | undefined, to: string | undefined])[],
  last: string,
  what: string,
): void {
  const balance = new Map<string | undefined, number>();
  const add = (place: string | undefined, by: number): void => {
    balance.set(place, (balance.get(place) ?? 0) + by);
  };
  for (const [from, to] of [...steps, [last, first] as const]) {
    add(from, -1);
    add(to, 1);
  }
  assert.ok(
    [...balance.values()].every((count) => count === 0),
    `${what}: ${first} ${JSON.stringify(steps)} ${last}`,
  );
}

/** A block without what its status and the archive change of it. */
function essence(block: string): string {
  return block.replace(/^\*\*(Status|Completed|Assignee):\*\*.*\n/gm, '');
}

function isOfQueue({ code }: { readonly code: string }): boolean {
  return /^(task-in-two-files|duplicate-id|index-.*)$/.test(code);
}

/** What a process leaves that was killed while it moved tasks. */
function leaveBehind(folder: Folder): void {
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  const own = thisProcess();
  folder.write(lockName, JSON.stringify({ ...own, pid, host: hostname(), token: 'theirs' }));
  folder.write(temporaryName('TODO.md').replace(`.${String(own.pid)}-`, `.${String(pid)}-`), '# Half of');
}

/** What somebody may want to do who has looked at the queue. */
function commandOn(blocks: readonly PlacedBlock[]): fc.Arbitrary<string[]> {
  const some = (name: string): fc.Arbitrary<string> => {
    const ids = blocks.filter((block) => block.name === name).map(({ id }) => id);
    return fc.constantFrom(...(ids.length > 0 ? ids : [blocks[0]?.id ?? '']));
  };
  const several = (name: string): fc.Arbitrary<string[]> =>
    fc.uniqueArray(some(name), { minLength: 1, maxLength: 2 });
  const groups = fc.constantFrom('dev/critical', 'dev/high', 'dev/medium', 'dev/low', 'bug/high');
  return fc.oneof(
    { weight: 3, arbitrary: groups.map((name) => ['promote', name]) },
    { weight: 3, arbitrary: several('BACKLOG.md').map((ids) => ['promote', ...ids]) },
    { weight: 4, arbitrary: fc.tuple(groups, fc.nat(999)).map(([name, number]) => addTo(name, number)) },
    {
      weight: 4,
      arbitrary: fc
        .tuple(fc.constantFrom('start', 'block', 'complete', 'complete', 'reopen'), some('TODO.md'))
        .map((words) => [...words]),
    },
    {
      weight: 2,
      arbitrary: fc.oneof(fc.constant<string[]>([]), several('TODO.md')).map((ids) => ['archive', ...ids]),
    },
    { weight: 2, arbitrary: several('TODO.md').map((ids) => ['demote', ...ids]) },
    { weight: 1, arbitrary: several('ARCHIVE.md').map((ids) => ['restore', ...ids]) },
  );
}

function addTo(name: string, number: number): string[] {
  const [type = '', priority = ''] = name.split('/');
  return [
    ...['add', '--type', type, '--priority', priority, '--title', `Draw chart ${String(number)}`],
    ...['--effort', '1 day', '--description', 'As a curve.', '--documentation', documentPath],
    ...['Measure', 'Draw', 'Compare'].flatMap((step) => ['--plan', step]),
  ];
}

const rules = instructions('wrap each task block', 'Take up to 24 tasks');
const devGroups = ['critical', 'high', 'medium', 'low'].map((priority, at) =>
  group(
    'dev',
    priority,
    ...[1, 2, 3, 4].map((number) =>
      task({ id: idOf(at, number), priority, title: `Predict ${String(number)}` }),
    ),
    ...(at === 1 ? [task({ id: idOf(at, 9), priority, title: 'Not planned yet', plan: null })] : []),
  ),
);
const queue = {
  'BACKLOG.md': file(
    '# Later',
    rules,
    ...devGroups,
    group(
      'bug',
      'high',
      ...[1, 2].map((number) => task({ id: idOf(4, number), type: 'bug', title: 'An hour late' })),
    ),
  ),
  'TODO.md': file(
    '# At work',
    rules,
    ...['in-progress', 'todo', 'done', 'todo'].map((status, at) =>
      task({ id: idOf(5, at + 1), status, title: 'Sum up' }),
    ),
  ),
  'ARCHIVE.md': file(
    '# Done',
    instructions('wrap each task block', '**Completed:** YYYY-MM-DD', '**Assignee:** a name'),
    ...[1, 2].map((number) =>
      task({ id: idOf(6, number), status: 'done', title: 'Serve a page' }).replace(
        '## task_end',
        '**Completed:** 2026-03-04\n**Assignee:** @mira\n## task_end',
      ),
    ),
  ),
};

function idOf(day: number, number: number): string {
  return `TASK-2026030${String(day + 1)}-00${String(number)}`;
}
