import type { Task } from '../document/model.ts';
import { findTag } from '../document/tags.ts';
import type { TaskPlace } from '../queue/knownTasks.ts';
import type { QueueFile } from '../queue/queueFile.ts';
import { relativePath } from '../queue/filePaths.ts';
import type { TextRange } from '../text/range.ts';
import type { QueueRuleContext, RelatedPlace, RuleContext } from './rule.ts';

/** The checked file among those around it; undefined where it is checked by itself. */
export function ownFile({ document, around }: RuleContext): QueueFile | undefined {
  return around?.files.find((file) => file.document === document);
}

/** The files of the queue beside the checked one. */
export function filesBeside(context: QueueRuleContext): readonly QueueFile[] {
  return context.around.files.filter(({ document }) => document !== context.document);
}

/** The texts of all files that are known, whose ids are taken. */
export function knownTexts({ around }: RuleContext): string[] {
  return [...(around?.known.files ?? [])].map(({ document }) => document.text);
}

/** How a message names a file: by its path from the folder of the file that the message is about. */
export function fileLabel(from: QueueFile, to: QueueFile): string {
  return relativePath(from.uri, to.uri);
}

/** A task as the other half of a problem: its id, and its file where that is not the checked one. */
export function relatedTask(own: QueueFile, { file, task }: TaskPlace, message: string): RelatedPlace {
  const range = idRange(task);
  return file.uri === own.uri ? { range, message } : { range, message, file };
}

/** Where the id of a task stands, which all have that are found by one. */
export function idRange({ header, range }: Task): TextRange {
  return findTag(header?.tags ?? [], 'id')?.valueRange ?? range;
}
