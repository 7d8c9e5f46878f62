import assert from 'node:assert/strict';
import { agentBacklog } from '../commandLine.ts';
import { Folder } from '../folder.ts';
import { LanguageClient } from '../protocol/languageClient.ts';
import { file, group, task } from '../sampleTasks.ts';
import { changing, counted, everyKill, inTwos, type Kill, killed, killsAll, killsAt } from './killing.ts';
import { removeCopies } from './removeCopies.ts';
import {
  blocksIn,
  documentPath,
  indexOf,
  instructions,
  problemsIn,
  put,
  remainsIn,
  type Texts,
  textsOf,
} from './queueOnDisk.ts';

const [first, second, third] = ['TASK-20260301-001', 'TASK-20260301-002', 'TASK-20260301-003'];
const [begun, finished, archived, bug] = [
  'TASK-20260302-001',
  'TASK-20260302-002',
  'TASK-20260303-001',
  'TASK-20260304-001',
];

interface Command {
  readonly args: readonly string[];
  /** Whether it is only killed where everything is: it writes as another one does. */
  readonly rare?: boolean;
  /** The file that is not there in the beginning. */
  readonly without?: string;
  /** The tasks that are in two files when it is killed half way. */
  readonly moved: readonly string[];
  /** Why it is refused when it is called again after it was killed half way; undefined where that completes it. */
  readonly halfDone?: RegExp;
  /** Why it is refused when it is called again after all was done; undefined where it is done once more. */
  readonly done?: RegExp;
}

const twice =
  /^agent-backlog: TASK-\S+ is in \S+ and in \S+\. Remove one copy first; a check says which\.\n$/;
const promote: Command = {
  args: ['promote', first, second],
  moved: [first, second],
  halfDone: twice,
  done: /is not in a backlog, but in TODO\.md/,
};
const commands: Readonly<Record<string, Command>> = {
  promote,
  'promote a group': {
    rare: true,
    args: ['promote', 'dev/high'],
    moved: [first, second, third],
    halfDone: /No task of the group is ready: .* has an id that is already in use/,
    done: /The group has no tasks/,
  },
  'promote where TODO.md is missing': { ...promote, rare: true, without: 'TODO.md' },
  'promote without an index': { ...promote, rare: true, without: 'TASK_INDEX.md' },
  demote: {
    args: ['demote', begun, finished],
    rare: true,
    moved: [begun, finished],
    halfDone: twice,
    done: /is in BACKLOG\.md\. Only tasks of TODO\.md are demoted/,
  },
  archive: {
    args: ['archive', finished],
    moved: [finished],
    halfDone: twice,
    done: /is in ARCHIVE\.md\. Only tasks of TODO\.md are archived/,
  },
  restore: {
    args: ['restore', archived],
    rare: true,
    moved: [archived],
    halfDone: twice,
    done: /is in TODO\.md\. Only tasks of ARCHIVE\.md are restored/,
  },
  complete: { args: ['complete', begun], rare: true, moved: [], done: /is done already/ },
  add: {
    rare: true,
    args: [
      ...['add', '--type', 'dev', '--priority', 'high', '--title', 'Draw the moon', '--effort', '1 day'],
      ...['--description', 'A circle.', '--plan', 'Find the phase', '--plan', 'Draw', '--plan', 'Compare'],
      ...['--documentation', documentPath],
    ],
    moved: [],
  },
};

function queue({ without }: Command): Texts {
  const texts = new Map([
    [
      'BACKLOG.md',
      file(
        '# Later',
        instructions('wrap each task block'),
        group('dev', 'high', ...[first, second, third].map((id) => task({ id, title: `Measure ${id}` }))),
        group('bug', 'low', task({ id: bug, type: 'bug', priority: 'low', title: 'An hour late' })),
      ),
    ],
    [
      'TODO.md',
      file(
        '# At work',
        instructions('wrap each task block'),
        task({ id: begun, title: 'Sum the constituents', status: 'in-progress' }),
        task({ id: finished, title: 'Read the stations', status: 'done' }),
      ),
    ],
    [
      'ARCHIVE.md',
      file(
        '# Done',
        instructions('wrap each task block', '**Completed:** YYYY-MM-DD', '**Assignee:** a name'),
        task({ id: archived, title: 'Serve a page', status: 'done' }).replace(
          '## task_end',
          '**Completed:** 2026-03-04\n**Assignee:** @mira\n## task_end',
        ),
      ),
    ],
  ]);
  if (without !== undefined) texts.delete(without);
  if (without !== 'TASK_INDEX.md') texts.set('TASK_INDEX.md', indexOf(texts));
  return texts;
}

/** What a command does when nobody kills it. */
interface Whole {
  /** The names of the calls by which it writes. */
  readonly calls: readonly string[];
  /** The files that it changes, in this order. */
  readonly order: readonly string[];
  readonly before: Texts;
  readonly after: Texts;
}

describe('a process that is killed', () => {
  for (const [name, command] of Object.entries(commands))
    (command.rare && !killsAll ? it.skip : it)(`loses nothing: ${name}`, async function () {
      this.timeout(600_000);
      const whole = await wholly(command);
      const halves = new Map<number, Texts>();
      await inTwos(killsOf(command, whole), async (kill) => {
        const { written, texts } = await killedAndAgain(command, whole, kill);
        if (written > 0 && written < whole.order.length) halves.set(written, texts);
      });
      assert.equal(halves.size, whole.order.length - 1, 'it is killed between any two files');
      await inTwos([...halves.values()], (texts) => assertMended(command, whole, texts));
    });
});

/** What comes of a command, from the start to the end. */
async function wholly(command: Command): Promise<Whole> {
  const folder = new Folder();
  try {
    const before = queue(command);
    put(folder.path, before);
    assert.deepEqual(await problemsIn(folder.path), []);
    const { status, stdout, stderr, calls } = await counted(folder.path, [...command.args, '--json']);
    assert.equal(status, 0, stderr);
    const { files: order } = JSON.parse(stdout) as { files: string[] };
    assert.ok(calls.length > 3 * order.length);
    assert.deepEqual(await problemsIn(folder.path), []);
    return { calls, order, before, after: textsOf(folder.path) };
  } finally {
    folder.remove();
  }
}

function killsOf(command: Command, { calls }: Whole): Kill[] {
  if (killsAll) return everyKill(calls);
  return killsAt(command === promote ? changing : ['link', 'rename'], calls);
}

/** Kills a command, sees that nothing is lost, and calls it again. */
async function killedAndAgain(
  command: Command,
  { order, before, after }: Whole,
  kill: Kill,
): Promise<{ readonly written: number; readonly texts: Texts }> {
  const folder = new Folder();
  try {
    put(folder.path, before);
    const { status, stdout } = await killed(folder.path, command.args, kill);
    assert.equal(status, null, `it was killed ${kill}`);
    assert.equal(stdout, '');
    const texts = textsOf(folder.path);
    assertNothingLost(before, after, texts, kill);
    const written = order.filter((name) => texts.get(name) === after.get(name)).length;
    for (const [at, name] of order.entries())
      assert.equal(texts.get(name), (at < written ? after : before).get(name), `${name}, killed ${kill}`);
    const again = await agentBacklog(folder.path, command.args);
    const refusal = written === 0 ? undefined : written < order.length ? command.halfDone : command.done;
    const told = `killed ${kill}: ${again.stdout}${again.stderr}`;
    assert.equal(again.status, refusal ? 3 : 0, told);
    if (refusal) assert.match(again.stderr, refusal);
    if (refusal) assert.deepEqual(textsOf(folder.path), texts, told);
    else if (written === 0 || command.done) assert.deepEqual(textsOf(folder.path), after, told);
    assert.deepEqual(remainsIn(folder.path), [], `nothing is left over, killed ${kill}`);
    return { written, texts };
  } finally {
    folder.remove();
  }
}

/** Every task is still there, byte for byte, as it was or as the command makes it. */
function assertNothingLost(before: Texts, after: Texts, texts: Texts, kill: Kill): void {
  const forms = [...blocksIn(before), ...blocksIn(after)];
  const there = blocksIn(texts);
  for (const { id, text } of there)
    assert.ok(
      forms.some((form) => form.id === id && form.text === text),
      `${id} is whole, killed ${kill}`,
    );
  for (const { id } of blocksIn(before))
    assert.ok(
      there.some((block) => block.id === id),
      `${id}, killed ${kill}`,
    );
}

/** A check says what is left half way, and its fixes mend that. */
async function assertMended(command: Command, { after }: Whole, half: Texts): Promise<void> {
  const client = new LanguageClient();
  try {
    put(client.folder, half);
    const problems = await problemsIn(client.folder);
    const copies = problems.filter(({ code }) => code === 'task-in-two-files');
    assert.deepEqual(
      copies.map(({ message }) => /TASK-[\d-]+/.exec(message)?.[0]).sort(),
      [...command.moved].sort(),
    );
    assert.equal(new Set(copies.map((problem) => problem.file)).size, command.moved.length === 0 ? 0 : 1);
    const others = problems.filter((problem) => !copies.includes(problem));
    for (const { code } of others) assert.match(code, /^index-(missing|stale)$/);
    assert.ok(problems.length > 0);
    await removeCopies(client);
    assert.deepEqual(await problemsIn(client.folder, '--fix'), []);
    const mended = blocksIn(textsOf(client.folder));
    assert.equal(new Set(mended.map(({ id }) => id)).size, mended.length);
    const again = await agentBacklog(client.folder, command.args);
    if (again.status !== 0) assert.match(again.stderr, command.done ?? /^$/);
    if (command.done) assert.deepEqual(blocksIn(textsOf(client.folder)), blocksIn(after));
  } finally {
    await client.stop();
  }
}
