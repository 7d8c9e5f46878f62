import type { Task } from '../document/model.ts';
import type { TextRange } from '../text/range.ts';

/** Where a problem of a whole task is shown: on its title, else on its header, else on its begin marker. */
export function headline(task: Task): TextRange {
  const { header, begin } = task;
  return header && header.title !== '' ? header.titleRange : (header ?? begin ?? task).range;
}
