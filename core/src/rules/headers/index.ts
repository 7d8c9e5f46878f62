import type { Rule } from '../rule.ts';
import { missingTitle } from './missing-title.ts';

/** The rules about task headers, in the order of the tables. */
export const headerRules: readonly Rule[] = [missingTitle];
