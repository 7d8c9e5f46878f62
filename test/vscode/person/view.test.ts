import { describeWindow } from '../session.ts';
import { filterTasks } from './view/filter.ts';
import { lookAtTheQueue } from './view/queue.ts';

// A window takes longer to open than the filter takes, which leaves the view as it finds it.
describeWindow('the Backlog view', (workbench, kind) => {
  describe('with its filter', () => {
    filterTasks(workbench, kind);
  });
  describe('with its rows', () => {
    lookAtTheQueue(workbench, kind);
  });
});
