import { deepStrictEqual } from 'node:assert/strict';
import { queueLabels } from '../../client/src/backlogView/queueLabels.ts';

describe('the label of a queue', () => {
  const labels = (...names: string[]): string[] => {
    const found = queueLabels(names);
    return names.map((name) => found.get(name) ?? '');
  };

  it('is the folder that tells it from the others', () => {
    deepStrictEqual(
      labels('agents/roles/security/tasks', 'agents/roles/quality/tasks', 'seed', 'tasks/backlog/docs/todo'),
      ['security', 'quality', 'seed', 'docs'],
    );
  });

  it('has the folders above it where another one is called the same', () => {
    deepStrictEqual(labels('web/docs/tasks', 'server/docs/tasks', 'docs'), [
      'web/docs',
      'server/docs',
      'docs',
    ]);
    deepStrictEqual(labels('a/b/c', 'b/c', 'c'), ['a/b/c', 'b/c', 'c']);
  });

  it('is the whole path where that alone tells it from another', () => {
    deepStrictEqual(labels('web', 'web/tasks'), ['web', 'web/tasks']);
    deepStrictEqual(labels('tasks', 'tasks/todo'), ['tasks', 'todo']);
    deepStrictEqual(labels('tidewatch'), ['tidewatch']);
  });
});
