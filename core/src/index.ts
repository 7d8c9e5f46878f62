/**
 * The dialect: text in; model, problems and edits out. All offsets are zero-based UTF-16 code units, all ranges
 * half-open. Nothing here reads a disk, a clock or a setting by itself.
 */
export { holdsTasks } from './document/dialect.ts';
export { type FileKind, fileKind } from './document/fileKind.ts';
export { taskId, taskLabel } from './document/ids.ts';
export type * from './document/model.ts';
export { canonicalMarker } from './document/marker.ts';
export { newTagValue } from './document/newTags.ts';
export { enclosingRanges } from './document/enclosingRanges.ts';
export { type AttributePlace, attributePlaceAt } from './document/attributePlace.ts';
export { isHidden } from './document/openBlocks.ts';
export { type TagPlace, tagPlaceAt } from './document/tagPlace.ts';
export { type UnfinishedLine, unfinishedLine } from './document/unfinishedLine.ts';
export { parse } from './document/parser.ts';
export { TaskEdits } from './document/taskEdits.ts';
export { allSayTheSame } from './policy/publicText.ts';
export { idFormOf } from './document/idForm.ts';
export { findTag } from './document/tags.ts';
export {
  commonTypes,
  type FieldName,
  isPriority,
  levelOfPriority,
  priorities,
  type Priority,
  priorityOfLevel,
  type Status,
  statuses,
  type TagName,
  taskIdPattern,
} from './document/vocabulary.ts';
export { type Lack, shortcomings } from './policy/completeness.ts';
export { formatEffort } from './policy/effort.ts';
export { findField, statusOf } from './policy/fieldValues.ts';
export { pathCandidates } from './policy/pathCandidates.ts';
export { namedPaths } from './policy/namedPaths.ts';
export {
  type FittingBlocks,
  fittingBlocks,
  newGroupBlock,
  newTaskBlock,
  newTaskHeader,
  type Template,
} from './policy/newBlocks.ts';
export { isBetweenFields, missingFields, newField } from './policy/newFields.ts';
export { type ValuePlace, valuePlaceAt } from './policy/valuePlace.ts';
export { readBatchType } from './policy/batchFocus.ts';
export { defaultPolicy, type Policy, type PolicyOverrides, policyOf } from './policy/policy.ts';
export { check } from './rules/check.ts';
export type { CheckOptions } from './rules/pass.ts';
export { LiveCheck, type LiveProblem } from './rules/liveCheck.ts';
export { rules } from './rules/registry.ts';
export {
  type EditFix,
  type Finding,
  type Fix,
  type MoveFix,
  type Problem,
  type QueueRuleContext,
  type RelatedPlace,
  type Rule,
  type RuleContext,
  type RuleDocs,
  type RuleGroup,
  type RuleLevel,
  severities,
  type Severity,
} from './rules/rule.ts';
export { isOneSlip } from './text/spelling.ts';
export { applyEdits, inTextOrder, type TextEdit } from './text/edits.ts';
export { LineIndex, type LinePosition } from './text/lineIndex.ts';
export { messageOf } from './text/messageOf.ts';
export { contains, slice, type TextRange, touches } from './text/range.ts';
export {
  type Config,
  configFileNames,
  mayBeConfig,
  settingsWith,
  unreadableConfig,
} from './config/config.ts';
export { decidedBy, defaultSettings, type Settings, settingsSection } from './config/settings.ts';
export { fixAll, safeFix } from './rules/fixAll.ts';
export { format } from './format/format.ts';
export { type DependencyReader, dependencyReader } from './queue/dependencies.ts';
export { type EntryPlace, KnownTasks, type TaskPlace } from './queue/knownTasks.ts';
export { idAt, type IdPlace, idsIn, type Mention, mentionsOf } from './queue/mentions.ts';
export { type EntryLocation, entryLocation, findAttribute } from './document/indexEntry.ts';
export { isFinished, stateOf } from './queue/taskState.ts';
export { taskCard, type TaskCard } from './queue/taskCard.ts';
export type { Queue, QueueWithBacklog } from './queue/queue.ts';
export { relativePath, resolvedPath } from './queue/filePaths.ts';
export { appendEntry, type NewEntry } from './queue/indexEntry.ts';
export { newEntry } from './queue/newEntry.ts';
export type { QueueFile } from './queue/queueFile.ts';
export { policyAmong } from './queue/queuePolicy.ts';
export type { PathLookup, Surroundings } from './queue/surroundings.ts';
export {
  batchTitle,
  chooseBatch,
  type Batch,
  type BatchRefusal,
  type PassedOver,
  sentenceOf,
} from './workflow/batch.ts';
export { archive, doneTasks } from './workflow/archive.ts';
export { groupCard, type GroupCard } from './workflow/groupCard.ts';
export { demote, homeOf } from './workflow/demote.ts';
export { promote } from './workflow/promote.ts';
export type { FileEdits, MoveOptions, QueueEdits, QueueUris, TaskFileKind } from './workflow/queueEdits.ts';
export type { Refusal } from './workflow/refusal.ts';
export { restore } from './workflow/restore.ts';
export { setStatus } from './workflow/status.ts';
export { type NewQueue, newQueue } from './workflow/newQueue.ts';
export { type GroupTags, newTaskInNewGroup } from './workflow/newGroup.ts';
export { type NewTask, newTask, type NewTaskFields, type NewTaskOptions } from './workflow/newTask.ts';
export { readyTasks } from './workflow/nextTask.ts';
