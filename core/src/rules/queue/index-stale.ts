import { entryLocation, findAttribute } from '../../document/indexEntry.ts';
import type { Attribute, Document, IndexEntry } from '../../document/model.ts';
import { soleTag, typeReader } from '../../document/tagValues.ts';
import { isPriority } from '../../document/vocabulary.ts';
import { findField, firstLine, statusOf } from '../../policy/fieldValues.ts';
import { relativePath } from '../../queue/filePaths.ts';
import type { TaskPlace } from '../../queue/knownTasks.ts';
import type { QueueFile } from '../../queue/queueFile.ts';
import { titleKey } from '../../queue/sameTask.ts';
import { insert, replace, type TextEdit } from '../../text/edits.ts';
import { slice, type TextRange } from '../../text/range.ts';
import { idRange, relatedTask } from '../around.ts';
import type { Finding, QueueRuleContext, Rule } from '../rule.ts';
import {
  indexedTasks,
  meantTask,
  plain,
  type ReadableEntry,
  readableEntries,
  type TasksInFile,
  tasksInFile,
} from './indexedTasks.ts';

export const indexStale: Rule = {
  code: 'index-stale',
  group: 'queue',
  level: 'warning',
  fix: 'safe',
  docs: {
    what: 'An entry of TASK_INDEX.md that disagrees with its task: on the file that it is in, its status, type, priority or component.',
    why: 'The index is read instead of the files. One that is behind sends agents to the wrong file, or lets them take up what is done.',
    how: 'Write what holds for the task. An entry that lacks a line is not asked for it, and a title may differ. Where both the file and the title are those of another task, an id was given out twice: nothing is overwritten then.',
    invalid:
      '## index_entry_begin\n[id:TASK-20260301-001]\nstatus: todo\nlocation: BACKLOG.md\n## index_entry_end\n',
    valid:
      '## index_entry_begin\n[id:TASK-20260301-001]\nstatus: in-progress\nlocation: TODO.md\n## index_entry_end\n',
    beside: [
      {
        path: 'TODO.md',
        text: '## task_begin\n### # [id:TASK-20260301-001][type:dev][priority:high][component:server] Cache the tide tables\n**Status:** in-progress\n## task_end\n',
      },
    ],
  },
  *checkQueue(context) {
    const { document, own } = context;
    if (document.file !== 'index') return;
    const tasks = indexedTasks(context);
    const elsewhere = tasksElsewhere(context);
    const readType = typeReaders();
    for (const entry of readableEntries(document)) {
      const id = entry.id.value;
      const inQueue = tasks.get(id);
      const meant = inQueue
        ? meantTask(own, entry, inQueue)
        : inFolder(document, entry, meantTask(own, entry, elsewhere(id)));
      if (!meant) continue;
      // Other queues can have tasks of the same ids: one of theirs is meant only if the entry says its file or its title.
      if (!inQueue && !meant.isWhereSaid && !isTitled(document, entry, meant.place)) continue;
      const { place } = meant;
      const otherTitle = titleOfOther(document, entry, meant);
      if (otherTitle) {
        yield otherTask(own, entry, otherTitle, place);
        continue;
      }
      for (const fact of factsOf(place, own, readType)) {
        const attribute = findAttribute(entry, fact.key);
        if (!attribute) continue;
        const isRight =
          fact.key === 'location' ? meant.isWhereSaid : sameValue(document, attribute, fact.value);
        if (!isRight) yield staleAttribute(document, entry, attribute, fact, place.file);
      }
    }
  },
};

/** The tasks of an id in files of other queues, which count only for an entry that names the very file. */
function tasksElsewhere({ around }: QueueRuleContext): (id: string) => readonly TasksInFile[] {
  const byId = new Map<string, readonly TasksInFile[]>();
  return (id) => {
    let inFiles = byId.get(id);
    if (!inFiles) {
      const byFile = new Map(around.known.tasks(id).map(({ file, task }) => [file, task]));
      inFiles = [...byFile].map(([file, task]) => tasksInFile(file, [task]));
      byId.set(id, inFiles);
    }
    return inFiles;
  };
}

/** A task of another queue is where its entry says only if that says a folder: each queue has a TODO.md. */
function inFolder(
  document: Document,
  entry: IndexEntry,
  meant: ReturnType<typeof meantTask>,
): ReturnType<typeof meantTask> {
  const isWhereSaid =
    meant?.isWhereSaid === true && (entryLocation(document, entry)?.path.includes('/') ?? false);
  return meant && { ...meant, isWhereSaid };
}

function isTitled({ text }: Document, entry: IndexEntry, { task }: TaskPlace): boolean {
  const title = findAttribute(entry, 'title');
  const key = title && titleKey(slice(text, title.value));
  return key !== undefined && key === titleKey(task.header?.title);
}

/**
 * The title of an entry that means another task, whose id was given out a second time: it names another file, and its
 * title shares next to nothing with that of the task. To write what holds for that one would be to lose the other.
 */
function titleOfOther(
  { text }: Document,
  entry: IndexEntry,
  { place, isWhereSaid }: { readonly place: TaskPlace; readonly isWhereSaid: boolean },
): Attribute | undefined {
  const title = findAttribute(entry, 'title');
  if (isWhereSaid || !title) return undefined;
  const entryWords = wordsOf(slice(text, title.value));
  const taskWords = wordsOf(place.task.header?.title ?? '');
  const shared = [...entryWords].filter((word) => taskWords.has(word)).length;
  return shared * 2 < Math.min(entryWords.size, taskWords.size) ? title : undefined;
}

function wordsOf(title: string): ReadonlySet<string> {
  return new Set(title.toLowerCase().match(/[\p{L}\p{N}]+/gu));
}

function otherTask(
  index: QueueFile,
  { id: { value: id } }: ReadableEntry,
  title: Attribute,
  place: TaskPlace,
): Finding {
  const { file, task } = place;
  const where = relativePath(index.uri, file.uri);
  return {
    range: title.value,
    message: `The entry of ${id} means another task than the one in ${where}, which is titled “${task.header?.title ?? ''}”. Correct the id of one of them.`,
    related: [relatedTask(index, place, `Task ${id}`)],
  };
}

/** What a task says of itself, and where. */
interface Fact {
  readonly key: 'status' | 'location' | 'type' | 'priority' | 'component';
  readonly value: string;
  readonly range: TextRange;
}

type TypeReader = (place: TaskPlace) => string | undefined;

/** What is known of a task for sure; values that cannot be read are left out. */
function factsOf(place: TaskPlace, index: QueueFile, readType: TypeReader): Fact[] {
  const { file, task } = place;
  const { text } = file.document;
  const facts: Fact[] = [{ key: 'location', value: relativePath(index.uri, file.uri), range: idRange(task) }];
  const status = findField(task, 'Status');
  const read = statusOf(text, task);
  if (status && read) facts.push({ key: 'status', value: read, range: firstLine(text, status) });
  for (const key of ['type', 'priority', 'component'] as const) {
    const tag = soleTag(task.header, key);
    const value = key === 'type' ? readType(place) : tag?.value;
    if (!tag || value === undefined || (key === 'priority' && !isPriority(value))) continue;
    facts.push({ key, value, range: tag.valueRange });
  }
  return facts;
}

/** A reader of the types of tasks, which reads the vocabulary of each file once. */
function typeReaders(): TypeReader {
  const readers = new Map<string, ReturnType<typeof typeReader>>();
  return ({ file, task }) => {
    let reader = readers.get(file.uri);
    if (!reader) readers.set(file.uri, (reader = typeReader(file.document)));
    return reader(task);
  };
}

function sameValue({ text }: Document, attribute: Attribute, value: string): boolean {
  return plain(slice(text, attribute.value)).toLowerCase() === plain(value).toLowerCase();
}

function staleAttribute(
  { text }: Document,
  { id: { value: id } }: ReadableEntry,
  attribute: Attribute,
  { key, value, range }: Fact,
  file: QueueFile,
): Finding {
  const written = slice(text, attribute.value);
  const said = written === '' ? `has an empty ${key}` : `has the ${key} ${written}`;
  const truth = key === 'location' ? `is in ${value}` : `has ${value}`;
  return {
    range: attribute.value,
    message: `The entry of ${id} ${said}, but the task ${truth}. Write ${value}.`,
    related: [{ range, message: `Task ${id}`, file }],
    fixes: () => [
      { title: `Change the ${key} to ${value}`, edits: [writeValue(text, attribute, value)], safe: true },
    ],
  };
}

function writeValue(text: string, { value: { start, end } }: Attribute, value: string): TextEdit {
  if (start < end) return replace({ start, end }, value);
  return insert(start, text[start - 1] === ':' ? ` ${value}` : value);
}
