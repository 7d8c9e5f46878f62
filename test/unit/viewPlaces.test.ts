import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { argumentFor, queueOf, rowAt } from '../../client/src/backlogView/places.ts';
import { folder, group, queue, section, task } from './viewModels.ts';

const backlog = `${folder}/BACKLOG.md`;
const todo = `${folder}/TODO.md`;
const archive = `${folder}/ARCHIVE.md`;

const queues = [
  queue([
    section('batch', 'TODO.md', 4, [task('T-1', 4, 8), task('T-2', 10, 14)]),
    group('dev · high', [2, 20], [task('T-3', 4, 8), task('T-4', 10, 18)]),
    group('docs · low', [22, 30]),
    section('outside', 'BACKLOG.md', 34, [task('T-5', 34, 38)]),
    section('archive', 'ARCHIVE.md', 1, [task('T-6', 1, 5)]),
  ]),
];

describe('the row for a line of a file', () => {
  const at = (uri: string, line: number): string | undefined =>
    rowAt(queues, uri, line)?.id.replace(`${folder}\n`, '').replaceAll('\n', ' > ');

  it('is the task that the line is within, from its marker to its last line', () => {
    strictEqual(at(backlog, 4), 'group dev · high > task T-3');
    strictEqual(at(backlog, 8), 'group dev · high > task T-3');
    strictEqual(at(backlog, 18), 'group dev · high > task T-4');
    strictEqual(at(backlog, 36), 'outside > task T-5');
  });

  it('is the group where the line is in none of its tasks', () => {
    for (const line of [2, 3, 9, 19, 20]) strictEqual(at(backlog, line), 'group dev · high', String(line));
    strictEqual(at(backlog, 26), 'group docs · low');
  });

  it('is none where the line is in no task and no group', () => {
    for (const line of [0, 1, 21, 31, 33, 39, 500]) strictEqual(at(backlog, line), undefined, String(line));
    strictEqual(at(`${folder}/other/BACKLOG.md`, 4), undefined);
  });

  it('is the batch or the archive from the first task on', () => {
    strictEqual(at(todo, 0), undefined);
    strictEqual(at(todo, 9), 'batch');
    strictEqual(at(todo, 12), 'batch > task T-2');
    strictEqual(at(todo, 99), 'batch');
    strictEqual(at(archive, 99), 'archive');
  });

  it('comes with the task, and the version for which that is so', () => {
    const { task, version } = rowAt(queues, backlog, 5) ?? {};
    strictEqual(task?.id, 'T-3');
    strictEqual(version, 7);
    strictEqual(rowAt(queues, backlog, 3)?.task, undefined);
  });
});

describe('what a command is told of a row', () => {
  it('is where the task or group stands, for the version in which it does', () => {
    const start = (line: number): object => ({ line, character: 0 });
    deepStrictEqual(argumentFor(queues, `${folder}\ngroup dev · high\ntask T-4`), {
      uri: backlog,
      position: start(11),
      version: 7,
      stamp: 3,
    });
    deepStrictEqual(argumentFor(queues, `${folder}\ngroup docs · low`), {
      uri: backlog,
      position: start(22),
      version: 7,
      stamp: 3,
    });
  });

  it('is a file of the queue for the queue itself', () => {
    deepStrictEqual(argumentFor(queues, folder), { uri: backlog });
    deepStrictEqual(argumentFor([queue([], { files: { backlogs: [], todo } })], folder), { uri: todo });
  });

  it('is nothing for what is gone, or has gone to another section', () => {
    strictEqual(argumentFor(queues, `${folder}\ngroup dev · high\ntask T-9`), undefined);
    strictEqual(argumentFor(queues, `${folder}\ngroup docs · low\ntask T-4`), undefined);
    strictEqual(argumentFor([], folder), undefined);
  });
});

it('a file belongs to the queue that has it', () => {
  strictEqual(queueOf(queues, todo), queues[0]);
  strictEqual(queueOf(queues, archive), undefined);
});
