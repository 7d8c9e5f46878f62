import type { Rule } from '../rule.ts';

/** The rules about characters and bytes, in the order of the tables. */
export const encodingRules: readonly Rule[] = [];
