import assert from 'node:assert/strict';
import {
  applyEdits,
  check,
  contains,
  type Document,
  type FileKind,
  fixAll,
  format,
  parse,
  type Problem,
  slice,
  type Task,
  taskId,
  type TextRange,
} from '#core';

/** The day on which everything is checked. */
const today = '2026-03-01';

/** What holds for any text whatever: functions that throw where it does not, by what they say. */
export const holdsForAnyText: Readonly<Record<string, (text: string, file: FileKind) => void>> = {
  'every range lies inside its parent, in text order': rangesNest,
  'a problem and all edits of its fixes lie inside the text, and applying one never throws':
    problemsLieInside,
  'LF and CRLF give the same problems': lineEndsDoNotMatter,
  'a byte order mark changes nothing': markDoesNotMatter,
  'fix-all leaves no safe fix, and applying it twice changes nothing more': fixAllSettles,
  'formatting keeps what the file says, and twice is no more than once': formatKeepsWords,
};

/** Every range lies inside its parent, in text order. */
function rangesNest(text: string, file: FileKind): void {
  const document = parse(text, file);
  const whole: TextRange = { start: 0, end: text.length };
  const inside = (outer: TextRange, inner: TextRange, what: string): void => {
    assert.ok(contains(outer, inner), `${what} ${JSON.stringify(inner)} in ${JSON.stringify(outer)}`);
  };
  let last = 0;
  for (const marker of document.markers) {
    inside(whole, marker.line, 'line');
    inside(marker.line, marker.range, 'marker');
    for (const tag of marker.tags) inside(marker.range, tag.range, 'tag');
    assert.ok(marker.range.start >= last);
    last = marker.range.start;
  }
  for (const group of document.groups) {
    inside(whole, group.range, 'group');
    if (group.heading) inside(group.range, group.heading, 'heading');
    for (const task of group.tasks) inside(group.range, task.range, 'task');
  }
  for (const task of document.tasks) {
    inside(whole, task.range, 'task');
    const { header } = task;
    if (header) {
      inside(task.range, header.range, 'header');
      inside(header.range, header.titleRange, 'title');
      for (const tag of header.tags) {
        inside(header.range, tag.range, 'tag');
        inside(tag.range, tag.keyRange, 'key');
        inside(tag.range, tag.valueRange, 'value');
      }
    }
    for (const field of task.fields) {
      inside(task.range, field.range, 'field');
      inside(field.range, field.label, 'label');
      inside(field.label, field.nameRange, 'name');
      inside(field.range, field.value, 'value');
    }
  }
  for (const { range } of [...document.comments, ...document.fences, ...document.indexEntries])
    inside(whole, range, 'block');
}

/** A problem and all edits of its fixes lie inside the text, and applying one never throws. */
function problemsLieInside(text: string, file: FileKind): void {
  for (const problem of check(parse(text, file), { today })) {
    assert.ok(contains({ start: 0, end: text.length }, problem.range), problem.code);
    for (const fix of problem.fixes?.() ?? []) if ('edits' in fix) applyEdits(text, fix.edits);
  }
}

/** LF and CRLF give the same problems. */
function lineEndsDoNotMatter(text: string, file: FileKind): void {
  const lf = text.replaceAll('\r\n', '\n').replaceAll('\r', '');
  const crlf = lf.replaceAll('\n', '\r\n');
  assert.deepEqual(
    summary(lf, check(parse(lf, file), { today })),
    summary(crlf, check(parse(crlf, file), { today })),
  );
}

/** A byte order mark changes nothing. */
function markDoesNotMatter(text: string, file: FileKind): void {
  const bare = text.replace(/^\ufeff+/, '');
  const marked = `\ufeff${bare}`;
  assert.deepEqual(
    summary(bare, check(parse(bare, file), { today })),
    summary(marked, check(parse(marked, file), { today }), 1),
  );
}

/** Fix-all leaves no safe fix, and applying it twice changes nothing more. */
function fixAllSettles(text: string, file: FileKind): void {
  const fixed = applyEdits(text, fixAll(parse(text, file), { today }));
  assert.equal(applyEdits(fixed, fixAll(parse(fixed, file), { today })), fixed);
  const left = check(parse(fixed, file), { today }).flatMap((problem) => problem.fixes?.() ?? []);
  assert.deepEqual(
    left.filter((fix) => fix.safe),
    [],
  );
}

/** Formatting keeps what the file says, makes no new error, and changes nothing more when it is done twice. */
export function formatKeeps(text: string, kind: FileKind): void {
  formatted(text, kind, essence, []);
}

/** The same of a damaged file, in which tags and markers are read only when they are put in their places. */
function formatKeepsWords(text: string, kind: FileKind): void {
  const after = formatted(text, kind, words, [
    'missing-title',
    'group-mismatch',
    'duplicate-id',
    'invalid-priority',
  ]);
  for (const [at, task] of parse(text, kind).tasks.entries())
    if (after && taskId(task) !== undefined) assert.equal(taskId(after.tasks[at] ?? task), taskId(task));
}

/**
 * What comes of formatting, once it is seen to keep something of the file; undefined where there is nothing to format.
 *
 * @param kept what is the same before and after
 * @param revealed the errors that may come to light
 */
function formatted(
  text: string,
  kind: FileKind,
  kept: (document: Document) => unknown,
  revealed: readonly string[],
): Document | undefined {
  const before = parse(text, kind);
  const edits = format(before, { today });
  if (edits.length === 0) return undefined;
  const after = parse(applyEdits(text, edits), kind);
  assert.deepEqual(kept(after), kept(before));
  assert.deepEqual(format(after, { today }), [], 'formatting twice changes something');
  // What is suppressed on one line speaks up when the line becomes two.
  const had = text.includes('agent-backlog-disable') ? errors(after) : errors(before);
  for (const code of errors(after)) assert.ok([...had, ...revealed].includes(code), `${code} is new`);
  for (const { range } of edits)
    for (const at of [range.start, range.end]) assert.notEqual(text.slice(at - 1, at + 1), '\r\n');
  return after;
}

/** Problems by code, line and message, so that texts with other line ends can be compared. */
function summary(text: string, problems: readonly Problem[], shift = 0): unknown[] {
  return problems.map(({ code, range, message }) => {
    const before = text.slice(shift, range.start);
    const line = before.split('\n').length;
    return [code, line, before.length - before.lastIndexOf('\n'), message.replaceAll('\r\n', '\n')];
  });
}

/** What formatting keeps: tasks with their ids, and their fields byte for byte, the numbers of steps aside. */
function essence(document: Document): unknown {
  return blocks(document, (one) => ({
    id: taskId(one),
    title: one.header?.title,
    fields: one.fields.map((field) => [field.name, unnumbered(slice(document.text, field.value))]),
  }));
}

/** The words of headers and fields, the numbers of both and malformed markers aside. */
function words(document: Document): unknown {
  const said = (text: string): string =>
    unnumbered(text)
      .replace(/(?:#+\s*)?(?:group|task|index_entry)_\w*/g, '')
      .replace(/[\s#]/g, '');
  return blocks(document, ({ header, fields }) => ({
    header:
      header &&
      slice(document.text, header.range)
        .replace(/^[#\s]*\d+[.)]/, '')
        .match(/[\p{L}\p{N}_]+/gu)
        ?.sort(),
    fields: fields.map((field) => [field.name, said(slice(document.text, field.value))]),
  }));
}

function blocks(document: Document, taskOf: (task: Task) => object): unknown {
  return {
    groups: document.groups.length,
    entries: document.indexEntries.length,
    tasks: document.tasks.map((one) => ({
      group: one.group && document.groups.indexOf(one.group),
      ...taskOf(one),
    })),
  };
}

function unnumbered(text: string): string {
  return text.replace(/(?<=^[ \t]*)\d+(?=[.)]\s)/gm, '');
}

function errors(document: Document): string[] {
  return check(document, { today })
    .filter(({ severity }) => severity === 'error')
    .map(({ code }) => code)
    .sort();
}
