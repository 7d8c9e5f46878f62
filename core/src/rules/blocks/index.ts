import type { Rule } from '../rule.ts';
import { unusedSuppression } from './unused-suppression.ts';

/** The rules about markers, blocks and comments, in the order of the tables. */
export const blockRules: readonly Rule[] = [unusedSuppression];
