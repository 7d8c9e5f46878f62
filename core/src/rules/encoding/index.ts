import type { Rule } from '../rule.ts';
import { byteOrderMark } from './byte-order-mark.ts';
import { mojibake } from './mojibake.ts';

/** The rules about characters and bytes, in the order of the tables. */
export const encodingRules: readonly Rule[] = [mojibake, byteOrderMark];
