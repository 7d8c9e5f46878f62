import type { Rule } from '../rule.ts';
import { missingPlan } from './missing-plan.ts';

/** The rules about the fields of tasks, in the order of the tables. */
export const fieldRules: readonly Rule[] = [missingPlan];
