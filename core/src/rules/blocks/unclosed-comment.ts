import type { Comment, Document } from '../../document/model.ts';
import { insert, type TextEdit } from '../../text/edits.ts';
import { slice } from '../../text/range.ts';
import type { Rule } from '../rule.ts';
import { closingTitle } from './closingTitle.ts';
import { lineBehind } from './markerLines.ts';

export const unclosedComment: Rule = {
  code: 'unclosed-comment',
  group: 'blocks',
  level: 'error',
  fix: 'offered',
  docs: {
    what: 'An HTML comment that never ends.',
    why: 'In Markdown it hides all that follows, to the next comment or to the end of the file.',
    how: 'Write `-->` where the comment ends.',
    invalid: '<!-- Moved on 2026-03-01\n## group_begin [type:dev][priority:high]\n## group_end\n',
    valid: '<!-- Moved on 2026-03-01 -->\n## group_begin [type:dev][priority:high]\n## group_end\n',
  },
  *checkDocument({ document }) {
    for (const comment of document.comments) {
      if (comment.closed) continue;
      const { start, end } = comment.range;
      yield {
        range: { start, end: start + '<!--'.length },
        message: 'This comment never ends. Write --> where it is to end.',
        fixes: () => [
          { title: closingTitle(document, end), edits: [closing(document, comment)], safe: false },
        ],
      };
    }
  },
};

/** A comment of one line is closed on that line. */
function closing(document: Document, { range }: Comment): TextEdit {
  const isOneLine = !slice(document.text, range).includes('\n');
  return isOneLine ? insert(range.end, ' -->') : lineBehind(document, range.end, '-->');
}
