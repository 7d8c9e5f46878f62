import { lineEnd } from '../text/lines.ts';
import type { TextRange } from '../text/range.ts';
import { contentEnd, trimRange } from '../text/range.ts';
import type { OpenField } from './field.ts';
import { joinPlanParts } from './planParts.ts';
import type { FileKind } from './fileKind.ts';
import { readAttributes } from './indexEntry.ts';
import { speaksDialect } from './dialect.ts';
import type {
  Comment,
  Document,
  Fence,
  Field,
  Group,
  IndexEntry,
  Marker,
  Task,
  TaskHeader,
} from './model.ts';
import { scan, type TokenSink } from './scanner.ts';
import { findTag, readTags } from './tags.ts';

/**
 * Parses a text as a task file of a kind. Parsing never fails: any text gives a model, and a broken block never
 * hides its neighbours. Time and memory are linear in the text.
 */
export function parse(text: string, file: FileKind): Document {
  const parser = new Parser(text, file);
  scan(text, parser);
  return parser.finish();
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type MutableTask = Mutable<Task> & { fields: OpenField[] };
type MutableGroup = Mutable<Group> & { tasks: Task[]; comments: Comment[] };

/** Builds the blocks from the tokens. At most one block of each kind is open at a time. */
class Parser implements TokenSink {
  readonly #text: string;
  readonly #document: Mutable<Document> & {
    markers: Marker[];
    groups: Group[];
    tasks: Task[];
    indexEntries: IndexEntry[];
    fields: Field[];
    unexpectedEnds: Marker[];
  };
  readonly #comments: Comment[] = [];
  readonly #fences: Fence[] = [];
  readonly #conflicts: TextRange[] = [];
  #group: MutableGroup | undefined;
  #task: MutableTask | undefined;
  #entry: Mutable<IndexEntry> | undefined;
  #field: OpenField | undefined;

  constructor(text: string, file: FileKind) {
    this.#text = text;
    this.#document = {
      text,
      file,
      lineEnding: mainLineEnding(text),
      speaksDialect: false,
      markers: [],
      groups: [],
      tasks: [],
      indexEntries: [],
      fields: [],
      comments: this.#comments,
      fences: this.#fences,
      conflicts: this.#conflicts,
      unexpectedEnds: [],
    };
  }

  marker(marker: Marker): void {
    this.#document.markers.push(marker);
    if (marker.edge === 'begin') this.#begin(marker);
    else this.#end(marker);
  }

  header(header: TaskHeader): void {
    if (this.#task && !this.#task.header) {
      this.#closeField(header.range.start);
      this.#task.header = header;
      return;
    }
    if (!findTag(header.tags, 'id')) return;
    this.#closeTask(undefined, header.range.start, undefined);
    this.#openTask(undefined, header);
  }

  field(field: OpenField): void {
    this.#closeField(field.label.start);
    this.#field = field;
  }

  heading(level: number, range: TextRange, title: TextRange): void {
    if (level > 2) return;
    if (this.#task) {
      // Inside a block, headings are text; behind a header without a block, a section of the file ends it.
      if (!this.#task.begin) this.#closeTask(undefined, range.start, undefined);
      return;
    }
    this.#closeField(range.start);
    if (this.#group?.tasks.length === 0 && title.start < title.end) this.#group.heading ??= title;
  }

  separator(range: TextRange): void {
    // A header without a block has no end marker; the separator behind it is the best sign of its end.
    if (this.#task && !this.#task.begin) this.#closeTask(undefined, range.start, undefined);
  }

  comment(comment: Comment): void {
    this.#comments.push(comment);
    if (!this.#task) this.#group?.comments.push(comment);
  }

  fence(fence: Fence): void {
    this.#fences.push(fence);
  }

  conflict(range: TextRange): void {
    this.#conflicts.push(range);
  }

  finish(): Document {
    this.#closeOpen(undefined, this.#text.length);
    return { ...this.#document, speaksDialect: speaksDialect(this.#document) };
  }

  #begin(marker: Marker): void {
    // Text in front of a marker on its line belongs to what comes before it.
    const at = marker.range.start;
    if (marker.block === 'group') {
      this.#closeOpen(marker, at);
      this.#group = {
        begin: marker,
        end: undefined,
        range: marker.range,
        interruptedBy: undefined,
        heading: undefined,
        tasks: [],
        comments: [],
      };
      this.#document.groups.push(this.#group);
    } else if (marker.block === 'task') {
      this.#closeTask(undefined, at, marker);
      this.#openTask(marker, undefined);
    } else {
      this.#closeTask(undefined, at, marker);
      this.#closeEntry(undefined, at, marker);
      this.#entry = {
        begin: marker,
        end: undefined,
        range: marker.range,
        interruptedBy: undefined,
        id: undefined,
        attributes: [],
      };
      this.#document.indexEntries.push(this.#entry);
    }
  }

  #end(marker: Marker): void {
    const at = marker.range.start;
    if (marker.block === 'group' && this.#group) {
      this.#closeTask(undefined, at, marker);
      this.#closeGroup(marker, at, undefined);
    } else if (marker.block === 'task' && this.#task) {
      this.#closeTask(marker, at, undefined);
    } else if (marker.block === 'index_entry' && this.#entry) {
      this.#closeEntry(marker, at, undefined);
    } else {
      this.#document.unexpectedEnds.push(marker);
    }
  }

  #openTask(begin: Marker | undefined, header: TaskHeader | undefined): void {
    this.#closeField(begin?.range.start ?? header?.range.start ?? 0);
    const range = begin?.range ?? header?.range ?? { start: 0, end: 0 };
    const group = this.#group;
    this.#task = { begin, end: undefined, range, interruptedBy: undefined, header, fields: [], group };
    this.#document.tasks.push(this.#task);
    group?.tasks.push(this.#task);
  }

  #closeField(at: number): void {
    const field = this.#field;
    if (!field) return;
    this.#field = undefined;
    field.close(this.#text, at);
    (this.#task?.fields ?? this.#document.fields).push(field);
  }

  #closeTask(end: Marker | undefined, at: number, interruptedBy: Marker | undefined): void {
    const task = this.#task;
    const contentEnd = end ? at : this.#contentEnd(task?.range.end ?? at, at);
    this.#closeField(contentEnd);
    if (!task) return;
    this.#task = undefined;
    task.fields = joinPlanParts(this.#text, task.fields);
    task.end = end;
    task.interruptedBy = interruptedBy;
    task.range = { start: task.range.start, end: end?.range.end ?? contentEnd };
  }

  #closeGroup(end: Marker | undefined, at: number, interruptedBy: Marker | undefined): void {
    this.#closeField(at);
    const group = this.#group;
    if (!group) return;
    this.#group = undefined;
    group.end = end;
    group.interruptedBy = interruptedBy;
    const start = group.begin.range.start;
    group.range = { start, end: end?.range.end ?? this.#contentEnd(group.begin.range.end, at) };
  }

  #closeEntry(end: Marker | undefined, at: number, interruptedBy: Marker | undefined): void {
    const entry = this.#entry;
    if (!entry) return;
    this.#entry = undefined;
    const contentEnd = this.#contentEnd(entry.begin.range.end, at);
    const inner = { start: entry.begin.range.end, end: contentEnd };
    entry.end = end;
    entry.interruptedBy = interruptedBy;
    entry.range = { start: entry.begin.range.start, end: end?.range.end ?? contentEnd };
    entry.attributes = readAttributes(this.#text, inner);
    const { start, end: last } = trimRange(this.#text, inner);
    entry.id = findTag(readTags(this.#text, start, Math.min(last, lineEnd(this.#text, start))), 'id');
  }

  #closeOpen(by: Marker | undefined, at: number): void {
    this.#closeTask(undefined, at, by);
    this.#closeEntry(undefined, at, by);
    this.#closeGroup(undefined, at, by);
  }

  /** Where a block without an end marker ends: before the white space and separators in front of `at`. */
  #contentEnd(start: number, at: number): number {
    let end = contentEnd(this.#text, start, at);
    for (;;) {
      const lineStart = this.#text.lastIndexOf('\n', end - 1) + 1;
      if (lineStart <= start || !/^-{3,}$/.test(this.#text.slice(lineStart, end))) return end;
      end = contentEnd(this.#text, start, lineStart);
    }
  }
}

function mainLineEnding(text: string): '\n' | '\r\n' {
  let lines = 0;
  let withReturn = 0;
  if (!text.includes('\r')) return '\n';
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) {
    lines++;
    if (text.charCodeAt(at - 1) === 0x0d) withReturn++;
  }
  return withReturn * 2 > lines ? '\r\n' : '\n';
}
