import type { QueueFile } from '../queue/queueFile.ts';
import { relativePath } from '../queue/filePaths.ts';
import type { QueueRuleContext, RuleContext } from './rule.ts';

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
