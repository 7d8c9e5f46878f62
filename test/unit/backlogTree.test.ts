import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { BacklogTree, type Changed } from '../../client/src/backlogView/backlogTree.ts';
import { folder, group, queue, section, task } from './viewModels.ts';

const first = task('T-1', 3, 6);
const second = task('T-2', 8, 11);
const dev = group('dev · high', [2, 12], [first, second]);
const docs = group('docs · low', [14, 16]);

describe('the rows of the view', () => {
  const names = (changed: Changed): string | string[] =>
    changed === 'all' ? changed : changed.map(({ id }) => id.split('\n').at(-1) ?? '');

  it('are those of the queues, each under what holds it', () => {
    const tree = new BacklogTree();
    strictEqual(tree.update([queue([dev, docs])], undefined), 'all');
    const [root] = tree.roots;
    deepStrictEqual(
      root?.sections.map(({ section, tasks }) => [section.label, ...tasks.map(({ task }) => task.id)]),
      [['dev · high', 'T-1', 'T-2'], ['docs · low']],
    );
    strictEqual(root.sections[0]?.parent, root);
    strictEqual(tree.shown, 2);
  });

  it('stay the same objects while they are there, and tell nothing where they look the same', () => {
    const tree = new BacklogTree();
    tree.update([queue([dev])], undefined);
    const row = tree.element(`${folder}\ngroup dev · high\ntask T-1`);
    const moved = { ...first, position: { line: 40, character: 0 }, lines: { first: 39, last: 42 } };
    const changed = tree.update([queue([{ ...dev, tasks: [moved, second] }])], undefined);
    deepStrictEqual(names(changed), []);
    ok(row?.kind === 'task');
    strictEqual(tree.element(row.id), row);
    strictEqual(row.task, moved);
  });

  it('tell which of them look different: a task alone, or its group where tasks come or go', () => {
    const tree = new BacklogTree();
    tree.update([queue([dev, docs])], undefined);
    const renamed = { ...dev, tasks: [{ ...first, title: 'Another title' }, second] };
    deepStrictEqual(names(tree.update([queue([renamed, docs])], undefined)), ['task T-1']);
    const fewer = { ...dev, tasks: [second] };
    deepStrictEqual(names(tree.update([queue([fewer, { ...docs }])], undefined)), [folder]);
    strictEqual(tree.element(`${folder}\ngroup dev · high\ntask T-1`), undefined);
  });

  it('are all anew where a queue comes or goes', () => {
    const tree = new BacklogTree();
    const one = queue([dev]);
    tree.update([one], undefined);
    const other = queue([], { folder: 'file:///other', name: 'other' });
    strictEqual(tree.update([one, other], undefined), 'all');
    strictEqual(tree.update([one], undefined), 'all');
    deepStrictEqual(names(tree.update([one], undefined)), []);
  });

  it('are with a filter those that match, and what holds them', () => {
    const tree = new BacklogTree();
    const empty = queue([docs], { folder: 'file:///other', name: 'other' });
    const archive = section('archive', 'ARCHIVE.md', 0, [task('T-9', 0, 4)]);
    const queues = [queue([dev, docs, archive]), empty];
    tree.update(queues, undefined);
    strictEqual(
      tree.update(queues, ({ id }) => id === 'T-2'),
      'all',
    );
    strictEqual(tree.shown, 1);
    deepStrictEqual(
      tree.roots.map(({ sections }) => sections.map(({ section }) => section.label)),
      [['dev · high']],
    );
    strictEqual(tree.element(`${folder}\narchive`), undefined);
    strictEqual(tree.update(queues, undefined), 'all');
    strictEqual(tree.roots.length, 2);
    strictEqual(tree.shown, 3);
  });
});
