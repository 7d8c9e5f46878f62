import type { PlanMove } from '#server/tools/tool';
import { planById } from './planById.ts';

/** Takes tasks of TODO.md back to their groups. */
export const demoteTasks: PlanMove = planById({
  label: 'Demote tasks',
  action: 'demoteTask',
  from: 'todo',
  where: 'Only tasks of TODO.md are demoted.',
});
