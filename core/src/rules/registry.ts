import { blockRules } from './blocks/index.ts';
import { encodingRules } from './encoding/index.ts';
import { fieldRules } from './fields/index.ts';
import { headerRules } from './headers/index.ts';
import { queueRules } from './queue/index.ts';
import type { Rule } from './rule.ts';

/** Every rule, in the order of the tables. */
export const rules: readonly Rule[] = [
  ...blockRules,
  ...headerRules,
  ...fieldRules,
  ...queueRules,
  ...encodingRules,
];
