import { fieldNameOf } from '../../document/field.ts';
import type { Document, Marker, Task } from '../../document/model.ts';
import { newTagValue } from '../../document/newTags.ts';
import { canonicalTag } from '../../document/header.ts';
import { requiredTagNames } from '../../document/vocabulary.ts';
import { insert, replace, type TextEdit } from '../../text/edits.ts';
import { lineEnd } from '../../text/lines.ts';
import { isWhitespace, slice, type TextRange } from '../../text/range.ts';
import { knownTexts } from '../around.ts';
import type { Fix, Rule } from '../rule.ts';

export const missingHeader: Rule = {
  code: 'missing-header',
  group: 'headers',
  level: 'error',
  fix: 'offered',
  docs: {
    what: 'A task block without a task header.',
    why: 'The header gives a task its id, type, priority and title. Without one nothing can name or move the task.',
    how: 'Write a header below the begin marker, with an id that was never used.',
    invalid: '## task_begin\n**Status:** todo\n## task_end\n',
    valid:
      '## task_begin\n### # [id:TASK-20260301-001][type:dev][priority:high][component:server] Cache the tide tables\n**Status:** todo\n## task_end\n',
  },
  checkTask(task, context) {
    const { document, today } = context;
    const { begin } = task;
    // A block that is not closed either is reported as such; its header may have been cut off with its end.
    if (task.header || !begin || !task.end) return [];
    const title = plainHeading(document, task, begin);
    const tags = (): string =>
      requiredTagNames
        .map((key) =>
          canonicalTag({
            key,
            value: newTagValue(document, task.group, key, today, () => knownTexts(context)),
          }),
        )
        .join('');
    if (title) {
      return [
        {
          range: title.line,
          message: `The heading “${slice(document.text, title.text)}” is no task header. Write one with tags.`,
          fixes: () =>
            fixIn(document, 'Turn the heading into a task header', [
              replace({ start: title.line.start, end: title.text.start }, `### # ${tags()} `),
            ]),
        },
      ];
    }
    return [
      {
        range: begin.range,
        message: 'This task has no header. Write one below its begin marker.',
        fixes: () =>
          fixIn(document, 'Insert a task header', [
            insertBelow(document, begin, `### # ${tags()} Untitled task`),
          ]),
      },
    ];
  },
};

/** Nothing is offered in an archive, not even at the edge of a block. */
function fixIn(document: Document, title: string, edits: readonly TextEdit[]): Fix[] {
  return document.file === 'archive' ? [] : [{ title, edits, safe: false }];
}

/** On a line of its own below a marker; text glued to the marker comes below that line. */
function insertBelow({ text, lineEnding }: Document, marker: Marker, line: string): TextEdit {
  if (slice(text, { start: marker.range.end, end: marker.line.end }).trim() === '') {
    return insert(marker.line.end, lineEnding + line);
  }
  let { end } = marker.range;
  while (isWhitespace(text.charCodeAt(end))) end++;
  return replace({ start: marker.range.end, end }, lineEnding + line + lineEnding);
}

/** A heading without tags at the top of a block, which is the title, unless it is a field's. */
function plainHeading(
  { text }: Document,
  task: Task,
  begin: Marker,
): { readonly line: TextRange; readonly text: TextRange } | undefined {
  let start = begin.line.end;
  while (isWhitespace(text.charCodeAt(start))) start++;
  const line = text.slice(start, lineEnd(text, start)).trimEnd();
  const [, title = ''] = /^#{1,6}[ \t]+([^#\s[][^[\]]*)$/.exec(line) ?? [];
  if (title === '' || fieldNameOf(title.replace(/:$/, '').trimEnd()) !== undefined) return undefined;
  const [field] = task.fields;
  if (field?.label.start === start && field.value.end > field.value.start) return undefined;
  const end = start + line.length;
  return { line: { start, end }, text: { start: end - title.length, end } };
}
