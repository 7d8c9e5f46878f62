import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileKind, parse, slice } from '#core';
import { agentBacklog } from '../commandLine.ts';
import { Folder } from '../folder.ts';
import { corpus } from '../realFiles.ts';

/**
 * What every command that moves does with every queue of the corpus, by ids and counts, and not by other people's words.
 * `UPDATE_TRANSCRIPTS=1 npm run test:cli` writes it anew, to be read.
 */
const golden = 'test/cli/corpus.golden.txt';

interface Listed {
  readonly queues: readonly {
    readonly queue: string;
    readonly active: number;
    readonly sections: readonly {
      readonly kind: string;
      readonly label: string;
      readonly type?: string;
      readonly priority?: string;
      readonly tasks: readonly { readonly id?: string; readonly status: string }[];
    }[];
  }[];
}
interface Moved {
  readonly tasks: readonly { readonly id: string; readonly change: string }[];
}

describe('the command line on the corpus', () => {
  it('does with each queue what it did before, and loses nothing', async function () {
    const files = corpus().filter(({ path }) => !path.startsWith('other-dialects'));
    if (files.length === 0) return this.skip();
    const folders = ['ubos-february/tasks', 'firm-template/tasks', ...rolesIn(files)];
    const lines = (await Promise.all(folders.map((folder) => play(folder, files)))).flat();
    const actual = `${lines.join('\n')}\n`;
    if (process.env['UPDATE_TRANSCRIPTS'] || !existsSync(golden)) writeFileSync(golden, actual);
    else assert.equal(actual, readFileSync(golden, 'utf8'));
  });
});

/** Of a queue: each command takes a quarter of a second to start. */
const mostGroups = 3;

type Files = ReturnType<typeof corpus>;

function rolesIn(files: Files): string[] {
  const tasks = files.flatMap(({ path }) =>
    /^ubos-roles\/.*\/BACKLOG\.md$/.test(path) ? dirname(path) : [],
  );
  return [...new Set(tasks)].sort();
}

/** Plays a queue from its backlog to its archive and back. */
async function play(folder: string, files: Files): Promise<string[]> {
  const copy = new Folder();
  try {
    for (const { path, text } of files)
      if (path.startsWith(`${folder}/`)) copy.write(path.slice(folder.length + 1), text);
    return await played(folder, copy);
  } finally {
    copy.remove();
  }
}

async function played(folder: string, copy: Folder): Promise<string[]> {
  const lines = [`# ${folder}`];
  const before = tasksIn(copy);
  const run = async (...args: string[]): Promise<string[]> => {
    const { status, stdout, stderr } = await agentBacklog(copy.path, [...args, '--json']);
    assert.deepEqual(tasksIn(copy), before, args.join(' '));
    const moved = status === 0 ? (JSON.parse(stdout) as Moved).tasks : [];
    const ids = moved.map(({ id }) => id);
    const reason = stderr
      .replace(/^agent-backlog: /, '')
      .trim()
      .slice(0, 60);
    lines.push(`${args.join(' ')}: ${status === 0 ? ids.join(' ') : `${String(status)} ${reason}`}`);
    return ids;
  };
  const { status, stdout } = await agentBacklog(copy.path, ['list', '--json']);
  if (status !== 0) return [...lines, `list: ${String(status)}`];
  const { queues } = JSON.parse(stdout) as Listed;
  for (const { queue, active, sections } of queues) {
    lines.push(`queue, ${String(active)} active`);
    const groups = sections.filter(({ kind, tasks }) => kind === 'group' && tasks.length > 0);
    const named = queues.length > 1 ? ['--queue', queue] : [];
    for (const { type = '', priority = '' } of groups.slice(0, mostGroups)) {
      const ids = await run('promote', `${type}/${priority}`, ...named);
      const [first] = ids;
      if (first === undefined) continue;
      await run('start', first);
      await run('complete', first);
      await run('archive', ...named);
      await run('restore', first);
      await run('reopen', first);
      await run('demote', ...ids);
      break;
    }
  }
  return lines;
}

/** Every task of a folder by its id and title, sorted: what no move may change. */
function tasksIn({ path }: Folder): string[] {
  const names = ['BACKLOG.md', 'TODO.md', 'ARCHIVE.md', 'ARCHIVE/ARCHIVE.md'];
  const below = ['', 'todo', 'backlog/docs', 'backlog/docs/todo', 'backlog/quality', 'backlog/quality/todo'];
  return below
    .flatMap((folder) => names.map((name) => join(path, folder, name)))
    .filter((file) => existsSync(file))
    .flatMap((file) => {
      const document = parse(readFileSync(file, 'utf8').replace(/^\ufeff/, ''), fileKind(file) ?? 'todo');
      return document.tasks.map(({ header }) => (header ? slice(document.text, header.range) : ''));
    })
    .sort();
}
