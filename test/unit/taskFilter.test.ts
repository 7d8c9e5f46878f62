import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { begunTerm, taskFilter } from '../../client/src/backlogView/taskFilter.ts';
import { task } from './viewModels.ts';

const tasks = [
  task('T-1', 0, 1, { title: 'Draw the Moon', component: 'tide/view', type: 'dev', priority: 'high' }),
  task('T-2', 0, 1, { title: 'Draw the sun', type: 'dev', priority: 'low', lacks: ['Plan'] }),
  task('T-3', 0, 1, { title: 'Describe the moon', type: 'docs', priority: 'high', waitsFor: ['T-1'] }),
  task('T-4', 0, 1, { title: 'Count', status: 'in-progress', priority: 'critical' }),
  task('T-5', 0, 1, { title: 'Wait', status: 'done', waitsFor: ['T-1'] }),
];

describe('a filter of the view', () => {
  const shown = (text: string): string => {
    const matches = taskFilter(text);
    return matches ? tasks.flatMap((one) => (matches(one) ? (one.id ?? '') : [])).join() : 'all';
  };

  it('has every word in the title, id, component, type or priority, in any case', () => {
    strictEqual(shown('moon'), 'T-1,T-3');
    strictEqual(shown('MOON dev'), 'T-1');
    strictEqual(shown('tide/'), 'T-1');
    strictEqual(shown('t-2'), 'T-2');
    strictEqual(shown('high'), 'T-1,T-3');
    strictEqual(shown('moon sun'), '');
  });

  it('says by terms how a task is', () => {
    strictEqual(shown('@ready'), 'T-1');
    strictEqual(shown('@incomplete'), 'T-2');
    strictEqual(shown('@waiting'), 'T-3');
    strictEqual(shown('@in-progress'), 'T-4');
    strictEqual(shown('@Done'), 'T-5');
  });

  it('takes any of several statuses and of several priorities, but all else together', () => {
    strictEqual(shown('@done @in-progress'), 'T-4,T-5');
    strictEqual(shown('@low @critical'), 'T-2,T-4');
    strictEqual(shown('@todo @high moon'), 'T-1,T-3');
    strictEqual(shown('@todo @critical'), '');
  });

  it('filters nothing by a term that is being written', () => {
    for (const text of ['', '  ', '@', '@in', ' @blo ']) strictEqual(shown(text), 'all', text);
    strictEqual(shown('moon @re'), 'T-1,T-3');
    strictEqual(shown('@nothing'), '');
  });

  it('knows the term that is being written at its end', () => {
    const ends = ['moon @Re', '@', 'moon', '@ready ', 'a@b'].map(begunTerm);
    deepStrictEqual(ends, ['@re', '@', undefined, undefined, undefined]);
  });
});
