import { taskLabel, taskMention } from '../../document/ids.ts';
import { groupPriority, levelMeant, priorityMeant, soleTag } from '../../document/tagValues.ts';
import { levelOfPriority, priorityOfLevel } from '../../document/vocabulary.ts';
import { replace } from '../../text/edits.ts';
import type { Rule } from '../rule.ts';

export const pLevelMismatch: Rule = {
  code: 'p-level-mismatch',
  group: 'headers',
  level: 'warning',
  fix: 'offered',
  docs: {
    what: 'A `p_level` that says another priority than the tag `priority` does, or none.',
    why: 'P0 means critical, P1 high, P2 medium, P3 low. Where the two disagree, readers act on different ones.',
    how: 'Change the one that is wrong. The tag `p_level` may also be left out.',
    invalid:
      '### # [id:TASK-20260301-001][type:dev][priority:high][p_level:P2][component:server] Cache the tide tables\n',
    valid:
      '### # [id:TASK-20260301-001][type:dev][priority:high][p_level:P1][component:server] Cache the tide tables\n',
  },
  checkTask(task) {
    const [tag, priorityTag] = [soleTag(task.header, 'p_level'), soleTag(task.header, 'priority')];
    const priority = priorityTag && priorityMeant(priorityTag.value);
    if (!tag) return [];
    const level = levelMeant(tag.value);
    const says = level && priorityOfLevel(level);
    if (level !== undefined && (!priority || says === priority)) return [];
    const right = priority && levelOfPriority(priority);
    const changeLevel = right && {
      title: `Change p_level to ${right}`,
      edits: [replace(tag.valueRange, right)],
      safe: false,
    };
    if (!says) {
      return [
        {
          range: tag.valueRange,
          message: `The p_level “${tag.value}” of ${taskMention(task)} is none of P0 to P3. Write ${right ?? 'one of them'}.`,
          ...(changeLevel && { fixes: () => [changeLevel] }),
        },
      ];
    }
    const grouped = groupPriority(task.group);
    // Where the group agrees with the level, it is the priority that is wrong, and that is reported already.
    if (!priorityTag || grouped === says) return [];
    const changePriority = {
      title: `Change priority to ${says}`,
      edits: [replace(priorityTag.valueRange, says)],
      safe: false,
    };
    return [
      {
        range: tag.valueRange,
        message: `${taskLabel(task)} has the p_level ${tag.value}, which means ${says}, and the priority ${priorityTag.value}. Change one of them.`,
        related: [{ range: priorityTag.valueRange, message: 'The priority' }],
        fixes: () => [...(changeLevel ? [changeLevel] : []), changePriority],
      },
    ];
  },
};
