import type { Rule } from '../rule.ts';
import { duplicateId } from './duplicate-id.ts';
import { groupMismatch } from './group-mismatch.ts';
import { invalidId } from './invalid-id.ts';
import { invalidPriority } from './invalid-priority.ts';
import { malformedHeader } from './malformed-header.ts';
import { missingHeader } from './missing-header.ts';
import { missingTag } from './missing-tag.ts';
import { missingTitle } from './missing-title.ts';
import { pLevelMismatch } from './p-level-mismatch.ts';
import { tagTypo } from './tag-typo.ts';

/** The rules about task headers, in the order of the tables. */
export const headerRules: readonly Rule[] = [
  missingHeader,
  malformedHeader,
  missingTag,
  tagTypo,
  invalidPriority,
  invalidId,
  duplicateId,
  missingTitle,
  groupMismatch,
  pLevelMismatch,
];
