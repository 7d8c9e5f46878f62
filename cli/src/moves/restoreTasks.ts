import type { PlanMove } from '#server/tools/tool';
import { planById } from './planById.ts';

/** Takes tasks of ARCHIVE.md back to TODO.md. */
export const restoreTasks: PlanMove = planById({
  label: 'Restore tasks',
  action: 'restoreTask',
  from: 'archive',
  where: 'Only tasks of ARCHIVE.md are restored.',
});
