import { remove } from '../../text/edits.ts';
import { textStart } from '../../text/lines.ts';
import type { Rule } from '../rule.ts';

export const byteOrderMark: Rule = {
  code: 'byte-order-mark',
  group: 'encoding',
  level: 'off',
  fix: 'safe',
  docs: {
    what: 'A file that starts with a byte order mark.',
    why: 'UTF-8 needs none, and tools that do not expect it take it for the first character of the text. It is harmless to this product, and common, so that the rule is off unless it is switched on.',
    how: 'Save the file as UTF-8 without the mark.',
    invalid: '\ufeff# Project Backlog\n',
    valid: '# Project Backlog\n',
  },
  *checkDocument({ document: { text } }) {
    const end = textStart(text);
    if (end === 0) return;
    const range = { start: 0, end };
    yield {
      range,
      message: 'The file starts with a byte order mark. Remove it.',
      fixes: () => [{ title: 'Remove the byte order mark', edits: [remove(range)], safe: true }],
    };
  },
};
