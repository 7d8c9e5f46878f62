import * as z from 'zod';
import { priorities } from '#core';

/** Inputs that several tools have. */
export const queueInput = z
  .string()
  .optional()
  .describe(
    'The queue, by the path of its folder from the workspace folder. Only needed where there are several queues.',
  );

export const idInput = z.string().trim().min(1).describe('The id of a task, such as TASK-20260301-001.');

export const typeInput = z.string().trim().min(1).describe('The type of the group, such as dev or bug.');

export const priorityInput = z.enum(priorities).describe('The priority of the group.');

/** How many lines a tool answers with. */
export function limitInput(standard: number): z.ZodDefault<z.ZodNumber> {
  return z.number().int().min(1).max(500).default(standard).describe('How many are listed at most.');
}
