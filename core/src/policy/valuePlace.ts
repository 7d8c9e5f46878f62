import type { Document, Field, Task } from '../document/model.ts';
import { openBlocksAt } from '../document/openBlocks.ts';
import { scan } from '../document/scanner.ts';
import { lineEnd, lineStart } from '../text/lines.ts';
import type { TextRange } from '../text/range.ts';

/** A place in the value of a task's field that is being written, in a field whose values can be foreseen. */
export interface ValuePlace {
  readonly kind: 'status' | 'effort unit' | 'dependency' | 'path';
  readonly task: Task;
  readonly field: Field;
  /** What is being written, as far as it is there: a word, a path. */
  readonly range: TextRange;
  /** Whether it has to be set apart from what stands in front of it. */
  readonly isGlued: boolean;
}

/** The value that is written at an offset; undefined where none is, or none that could be foreseen. */
export function valuePlaceAt(document: Document, offset: number): ValuePlace | undefined {
  const { text } = document;
  const { task } = openBlocksAt(document, offset);
  const field = task?.fields.findLast(({ label }) => label.end <= offset);
  if (!task || !field) return undefined;
  const start = Math.max(field.label.end, lineStart(text, offset));
  if (offset - start > mostLength) return undefined;
  const end = valueEnd(text, field, offset);
  if (end === undefined) return undefined;
  const written = text.slice(start, offset);
  const behind = text.slice(offset, Math.min(end, offset + mostLength));
  const place = (kind: ValuePlace['kind'], word: string, stop: RegExp, isGlued: boolean): ValuePlace => ({
    kind,
    task,
    field,
    range: { start: offset - word.length, end: offset + behind.search(stop) },
    isGlued,
  });
  const isGlued = offset === field.label.end;
  switch (field.known) {
    case 'Status': {
      const word = /^\s*([\w-]*)$/.exec(written)?.[1];
      return word !== undefined && isFirstLine(text, field, start)
        ? place('status', word, wordStop, isGlued)
        : undefined;
    }
    case 'Estimated Effort': {
      const [, gap, unit] = /\d([ \t]*)([A-Za-z]*)$/.exec(written) ?? [];
      return unit === undefined ? undefined : place('effort unit', unit, /[^A-Za-z]|$/, gap === '');
    }
    case 'Dependencies': {
      const word = /(?:^|[\s,;(["'`/])([\w-]*)$/.exec(written)?.[1];
      return word === undefined ? undefined : place('dependency', word, wordStop, isGlued);
    }
    case 'Relevant Documentation':
    case 'Relevant Files': {
      const path = pathBefore(written);
      return path === undefined ? undefined : place('path', path, /[\s`'"()[\]<>,;|*]|$/, isGlued);
    }
    default:
      return undefined;
  }
}

/** Where a word ends. */
const wordStop = /[^\w-]|$/;

/** What stands farther back on a line tells nothing. */
const mostLength = 1000;

/**
 * Where on the line of an offset the value of a field ends at the latest: at a marker that is glued to it. Undefined on a
 * line that begins with something else, such as the label of the next field: it is none of the value's from its start.
 */
function valueEnd(text: string, { label }: Field, offset: number): number | undefined {
  const start = lineStart(text, offset);
  const end = lineEnd(text, offset);
  const signs = tokenStarts(text.slice(start, end)).map((sign) => start + sign);
  if (label.end <= start && signs.some((sign) => text.slice(start, sign).trim() === '')) return undefined;
  return signs.find((sign) => sign >= offset) ?? end;
}

/** Where the tokens of a text begin, in text order. */
function tokenStarts(text: string): number[] {
  const starts: number[] = [];
  const take = ({ start }: TextRange): void => void starts.push(start);
  scan(text, {
    marker: ({ range }) => {
      take(range);
    },
    header: ({ range }) => {
      take(range);
    },
    field: ({ label }) => {
      take(label);
    },
    heading: (_, range) => {
      take(range);
    },
    separator: take,
    comment: ({ range }) => {
      take(range);
    },
    fence: ({ range }) => {
      take(range);
    },
    conflict: take,
  });
  return starts;
}

/** Whether a value can begin on a line: on the label's own, or under a heading with nothing between. */
function isFirstLine(text: string, { label, style }: Field, start: number): boolean {
  if (start === label.end) return true;
  return style === 'heading' && start - label.end < mostLength && text.slice(label.end, start).trim() === '';
}

/**
 * The path that is written at the end of a line's text: in backticks, as a link's target, where a list of paths goes
 * on, or any word with a slash. In a remark behind a path nothing is one.
 */
function pathBefore(written: string): string | undefined {
  const start = written.search(/[^\s`'"()[\]<>,;|*]*$/);
  const [before, path] = [written.slice(0, start), written.slice(start)];
  if (path.includes('/')) return path.includes('://') ? undefined : path;
  const isInCode = before.split('`').length % 2 === 0;
  const opensCode = before.endsWith('`') && isInCode;
  const listsPaths =
    /^\s*(?:(?:[-*+]|\d{1,9}[.)])\s+)?$/.test(before) || /(?:[`)/]|\.\w{1,5})[,;]\s*$/.test(before);
  return opensCode || before.endsWith('](') || (listsPaths && !isInCode) ? path : undefined;
}
