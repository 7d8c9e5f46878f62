/**
 * The dialect: text in; model, problems and edits out. All offsets are zero-based UTF-16 code units, all ranges
 * half-open. Nothing here reads a disk, a clock or a setting by itself.
 */
export { holdsTasks } from './document/dialect.ts';
export { type FileKind, fileKind } from './document/fileKind.ts';
export { nextFreeId, taskId, taskLabel, tasksById } from './document/ids.ts';
export type * from './document/model.ts';
export { parse } from './document/parser.ts';
export { findTag } from './document/tags.ts';
export * from './document/vocabulary.ts';
export { type Shortcoming, shortcomings } from './policy/completeness.ts';
export { findField, statusOf } from './policy/fieldValues.ts';
export { namedPaths } from './policy/namedPaths.ts';
export { defaultPolicy, type Policy, type PolicyOverrides, policyOf } from './policy/policy.ts';
export { check, type CheckOptions } from './rules/check.ts';
export { rules } from './rules/registry.ts';
export * from './rules/rule.ts';
export { applyEdits, inTextOrder, type TextEdit } from './text/edits.ts';
export { LineIndex, type LinePosition } from './text/lineIndex.ts';
export { contains, slice, type TextRange, touches } from './text/range.ts';
export {
  defaultSettings,
  readSettings,
  type Settings,
  settingsSchema,
  settingsSection,
} from './config/settings.ts';
export { fixAll, safeFix } from './rules/fixAll.ts';
export { dependenciesOf } from './queue/dependencies.ts';
export { type EntryPlace, KnownTasks, type TaskPlace } from './queue/knownTasks.ts';
export type { Queue, QueueWithBacklog } from './queue/queue.ts';
export type { PathLookup, QueueFile, Surroundings } from './queue/surroundings.ts';
export {
  batchTitle,
  chooseBatch,
  type Batch,
  type BatchRefusal,
  type PassedOver,
  sentenceOf,
} from './workflow/batch.ts';
export { archive, doneTasks } from './workflow/archive.ts';
export { demote } from './workflow/demote.ts';
export { promote } from './workflow/promote.ts';
export type { FileEdits, MoveOptions, QueueEdits, TaskFileKind } from './workflow/queueEdits.ts';
export type { Refusal } from './workflow/refusal.ts';
export { restore } from './workflow/restore.ts';
export { setStatus } from './workflow/status.ts';
