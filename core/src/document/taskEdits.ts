import { LineIndex, type LinePosition } from '../text/lineIndex.ts';
import type { TextEdit } from '../text/edits.ts';
import { lineEnd, lineStart } from '../text/lines.ts';
import { contains, slice, type TextRange } from '../text/range.ts';
import type { Document, Task } from './model.ts';
import { parse } from './parser.ts';

/** A task of a document with another text in its block. */
export interface EditedTask {
  /** The task as the document has it. */
  readonly before: Task;
  /** The whole block as it is now, from begin marker to end marker. */
  readonly block: string;
  /** The block in a document of its own, with the markers of its group around it. */
  readonly alone: Document;
  /** The task in that document. */
  readonly task: Task;
  /** Where the block begins in that document. */
  readonly offset: number;
}

/**
 * A document and edits that each change nothing but what one task says. The text is not put together, and nothing but the
 * edited tasks is read anew, so that an edit costs what its task costs, however long the document is. Never changed: an edit
 * gives another one.
 */
export class TaskEdits {
  readonly document: Document;
  /** In text order. */
  readonly tasks: readonly EditedTask[];

  private constructor(document: Document, tasks: readonly EditedTask[]) {
    this.document = document;
    this.tasks = tasks;
  }

  /** A document as it is. */
  static of(document: Document): TaskEdits {
    return new TaskEdits(document, []);
  }

  /**
   * The same with one more edit, whose offsets are those of the text as it is now. Undefined where it reaches beyond one task,
   * or may change what is read in front of the task or behind it: a marker, a comment, a fence that is not closed.
   */
  with(edit: TextEdit): TaskEdits | undefined {
    let delta = 0;
    for (const [at, one] of this.tasks.entries()) {
      const start = one.before.range.start + delta;
      if (edit.range.end < start) return this.#withAnother(edit, delta, at);
      if (edit.range.start <= start + one.block.length) {
        const block = edited(one.block, edit, start);
        const again = block === undefined ? undefined : readAlone(this.document, one.before, block);
        return again && new TaskEdits(this.document, this.tasks.with(at, again));
      }
      delta += growth(one);
    }
    return this.#withAnother(edit, delta, this.tasks.length);
  }

  #withAnother(edit: TextEdit, delta: number, at: number): TaskEdits | undefined {
    if (this.tasks.length === mostTasks) return undefined;
    const { document } = this;
    // What never ends looks for its end in all that follows.
    if (![...document.comments, ...document.fences].every(({ closed }) => closed)) return undefined;
    const before = taskAround(document.tasks, edit.range.start - delta);
    if (!before) return undefined;
    const written = slice(document.text, before.range);
    const block = edited(written, edit, before.range.start + delta);
    if (block === undefined || !readAlone(document, before, written)) return undefined;
    const task = readAlone(document, before, block);
    return task && new TaskEdits(document, this.tasks.toSpliced(at, 0, task));
  }

  /** The text as it is now. Costs what the whole text costs. */
  text(): string {
    const { text } = this.document;
    let result = '';
    let at = 0;
    for (const { before, block } of this.tasks) {
      result += text.slice(at, before.range.start) + block;
      at = before.range.end;
    }
    return result + text.slice(at);
  }

  /** Where a range of an edited task's own document is in the text as it is now. */
  rangeOf({ before, offset }: EditedTask, { start, end }: TextRange): TextRange {
    const shift = this.#deltaBefore(before.range.start) + before.range.start - offset;
    return { start: start + shift, end: end + shift };
  }

  /**
   * Where a range of the document is in the text as it is now. Undefined where it is of an edited task and its text may no
   * longer be there.
   */
  map(range: TextRange): TextRange | undefined {
    const around = this.tasks.find(
      ({ before }) => before.range.start < range.end && range.start < before.range.end,
    );
    if (around) {
      const moved = mapInTask(this.document, around, range);
      return moved && this.rangeOf(around, moved);
    }
    const delta = this.#deltaBefore(range.start);
    return { start: range.start + delta, end: range.end + delta };
  }

  /**
   * The position of an offset of the text as it is now.
   *
   * @param lines the lines of the document
   */
  position(offset: number, lines: LineIndex): LinePosition {
    let delta = 0;
    let lineDelta = 0;
    for (const one of this.tasks) {
      const { before, block } = one;
      const start = before.range.start + delta;
      if (offset < start) break;
      const own = new LineIndex(block);
      const first = lines.lineAt(before.range.start) + lineDelta;
      if (offset <= start + block.length) {
        const { line, character } = own.position(offset - start);
        return { line: first + line, character: character + (line === 0 ? indentOf(one, lines) : 0) };
      }
      delta += growth(one);
      lineDelta += addedLines(one, own, lines);
    }
    const { line, character } = lines.position(offset - delta);
    return { line: line + lineDelta, character };
  }

  /**
   * The offset of a position in the text as it is now; a character past its line's end is moved to that end.
   *
   * @param lines the lines of the document
   */
  offset(position: LinePosition, lines: LineIndex): number {
    let delta = 0;
    let lineDelta = 0;
    for (const one of this.tasks) {
      const { before, block } = one;
      const first = lines.lineAt(before.range.start) + lineDelta;
      const own = new LineIndex(block);
      const line = position.line - first;
      const character = position.character - (line === 0 ? indentOf(one, lines) : 0);
      if (line < 0 || character < 0) break;
      if (line < own.lineCount) return before.range.start + delta + own.offset({ line, character });
      delta += growth(one);
      lineDelta += addedLines(one, own, lines);
    }
    return lines.offset({ ...position, line: position.line - lineDelta }) + delta;
  }

  /** How much farther on something is now that stands at an offset of the document outside of edited tasks. */
  #deltaBefore(offset: number): number {
    let delta = 0;
    for (const one of this.tasks) if (one.before.range.end <= offset) delta += growth(one);
    return delta;
  }
}

/** Past so many edited tasks it is time to read the whole anew. */
const mostTasks = 32;

/** The character at which a block begins on its first line: not the first one behind a byte order mark. */
function indentOf({ before }: EditedTask, lines: LineIndex): number {
  return lines.position(before.range.start).character;
}

/** How many lines more a block has than it had. @param own the lines of the block */
function addedLines({ before: { range } }: EditedTask, own: LineIndex, lines: LineIndex): number {
  return own.lineCount - 1 - (lines.lineAt(range.end) - lines.lineAt(range.start));
}

function growth({ before, block }: EditedTask): number {
  return block.length - (before.range.end - before.range.start);
}

/** A block after an edit; undefined where the edit reaches out of it. */
function edited(block: string, { range, newText }: TextEdit, blockStart: number): string | undefined {
  const start = range.start - blockStart;
  const end = range.end - blockStart;
  return start < 0 || end > block.length ? undefined : block.slice(0, start) + newText + block.slice(end);
}

/** The task that an offset is in. */
function taskAround(tasks: readonly Task[], offset: number): Task | undefined {
  let low = 0;
  let high = tasks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tasks[middle]?.range.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  const task = tasks[low - 1];
  return task && offset <= task.range.end ? task : undefined;
}

/**
 * Reads a block in the place of a task by itself. Undefined unless that is all the same to the rest of the document: the block
 * is one task between its two markers, and nothing in it reaches farther, or depends on what stands behind it.
 */
function readAlone(document: Document, before: Task, block: string): EditedTask | undefined {
  const { begin, end, group, range } = before;
  if (!begin?.canonical || !end?.canonical || group?.begin.canonical === false) return undefined;
  const hasLinesOfItsOwn =
    lineStart(document.text, range.start) === range.start && lineEnd(document.text, range.end) === range.end;
  if (!hasLinesOfItsOwn) return undefined;
  if (block.includes('<!--')) return undefined;
  const opening = group ? `${slice(document.text, group.begin.line)}\n` : '';
  const alone = parse(`${opening}${block}\n${group ? '## group_end\n' : ''}`, document.file);
  const [task] = alone.tasks;
  const offset = opening.length;
  const isOneTask =
    task?.begin?.canonical === true &&
    task.end?.canonical === true &&
    task.begin.range.start === offset &&
    task.end.range.end === offset + block.length &&
    alone.tasks.length === 1 &&
    alone.markers.length === (group ? 4 : 2) &&
    alone.groups.length === (group ? 1 : 0);
  const isSound =
    alone.fields.length === 0 &&
    alone.conflicts.length === 0 &&
    alone.fences.every(({ closed, range }) => closed && !slice(alone.text, range).includes('\n## '));
  return task && isOneTask && isSound ? { before, block, alone, task, offset } : undefined;
}

/** Where a range of a task is in its edited block: what stands in a marker, the header or a field that still says the same. */
function mapInTask(
  document: Document,
  { before, task, alone }: EditedTask,
  range: TextRange,
): TextRange | undefined {
  for (const [was, is] of pairs(before, task)) {
    if (!contains(was, range) || slice(document.text, was) !== slice(alone.text, is)) continue;
    const shift = is.start - was.start;
    return { start: range.start + shift, end: range.end + shift };
  }
  return undefined;
}

/** The parts of a task beside those of its edited self: of fields with one name the first beside the first, and so on. */
function pairs(before: Task, task: Task): [TextRange, TextRange][] {
  const found: [TextRange, TextRange][] = [];
  const pair = (was: TextRange | undefined, is: TextRange | undefined): void => {
    if (was && is) found.push([was, is]);
  };
  pair(before.begin?.line, task.begin?.line);
  pair(before.header?.range, task.header?.range);
  pair(before.end?.line, task.end?.line);
  const rest = [...task.fields];
  for (const field of before.fields) {
    const at = rest.findIndex(({ name }) => name === field.name);
    if (at !== -1) pair(field.range, rest.splice(at, 1)[0]?.range);
  }
  return found;
}
