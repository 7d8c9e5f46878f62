import type { Rule } from '../rule.ts';
import { conflictMarker } from './conflict-marker.ts';
import { duplicateGroup } from './duplicate-group.ts';
import { groupTags } from './group-tags.ts';
import { headerOutsideTask } from './header-outside-task.ts';
import { malformedMarker } from './malformed-marker.ts';
import { nestedBlock } from './nested-block.ts';
import { taskOutsideGroup } from './task-outside-group.ts';
import { unclosedBlock } from './unclosed-block.ts';
import { unclosedComment } from './unclosed-comment.ts';
import { unclosedFence } from './unclosed-fence.ts';
import { unexpectedEnd } from './unexpected-end.ts';
import { unusedSuppression } from './unused-suppression.ts';

/** The rules about markers, blocks and comments, in the order of the tables. */
export const blockRules: readonly Rule[] = [
  malformedMarker,
  unclosedBlock,
  unexpectedEnd,
  nestedBlock,
  taskOutsideGroup,
  headerOutsideTask,
  duplicateGroup,
  groupTags,
  conflictMarker,
  unclosedComment,
  unclosedFence,
  unusedSuppression,
];
