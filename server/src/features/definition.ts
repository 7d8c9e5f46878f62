import type { Location, LocationLink, TextDocumentPositionParams } from 'vscode-languageserver';
import { contains, type EntryPlace, findTag, type Task, type TaskPlace, type TextRange } from '#core';
import type { Services } from '../services.ts';
import { type TaskFile, toRange } from '../workspace/taskFile.ts';
import { type AskedId, askedId, fileOf, tasksMeant } from './idScope.ts';

/**
 * Where the task of an id is; from its own header, its entry in the index. A header without an entry leads to itself:
 * clients then show the references.
 *
 * @param links whether the client knows links with the range that they start from
 */
export async function definition(
  services: Services,
  params: TextDocumentPositionParams,
  links: boolean,
): Promise<Location[] | LocationLink[]> {
  const asked = await askedId(services, params);
  if (!asked) return [];
  const targets = targetsOf(services, asked);
  if (!links) return targets.map(({ file, name }) => ({ uri: file.uri, range: toRange(file, name) }));
  return targets.map(({ file, whole, name }) => ({
    originSelectionRange: toRange(asked.file, asked.range),
    targetUri: file.uri,
    targetRange: toRange(file, whole),
    targetSelectionRange: toRange(file, name),
  }));
}

interface Target {
  readonly file: TaskFile;
  readonly whole: TextRange;
  /** What the client selects: the id. */
  readonly name: TextRange;
}

function targetsOf(services: Services, asked: AskedId): Target[] {
  const tasks = tasksMeant(services, asked.file.uri, asked.id);
  const all = services.workspace.known.entries(asked.id);
  const ofQueue = all.filter(({ file }) => isInQueue(services, asked, file.uri));
  const isHeader = tasks.some(
    ({ file, task }) => file.document === asked.file.document && contains(idRange(task), asked.range),
  );
  if (isHeader && ofQueue.length > 0) return ofQueue.flatMap((place) => entryTarget(services, place));
  const targets = tasks.flatMap((place) => taskTarget(services, place));
  if (targets.length > 0) return targets;
  return (ofQueue.length > 0 ? ofQueue : all).flatMap((place) => entryTarget(services, place));
}

function isInQueue({ workspace }: Services, { file }: AskedId, index: string): boolean {
  return index === file.uri || workspace.queueOf(file.uri)?.index?.uri === index;
}

function taskTarget(services: Services, place: TaskPlace): Target[] {
  const file = fileOf(services, place);
  return file ? [{ file, whole: place.task.range, name: idRange(place.task) }] : [];
}

function entryTarget(services: Services, place: EntryPlace): Target[] {
  const file = fileOf(services, place);
  const { range, id, begin } = place.entry;
  return file ? [{ file, whole: range, name: id?.valueRange ?? begin.range }] : [];
}

function idRange({ header, range }: Task): TextRange {
  return (header && findTag(header.tags, 'id')?.valueRange) ?? header?.range ?? range;
}
