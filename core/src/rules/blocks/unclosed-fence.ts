import { slice } from '../../text/range.ts';
import type { Rule } from '../rule.ts';
import { closingTitle } from './closingTitle.ts';
import { lineBehind } from './markerLines.ts';

export const unclosedFence: Rule = {
  code: 'unclosed-fence',
  group: 'blocks',
  level: 'error',
  fix: 'offered',
  docs: {
    what: 'A code fence that never ends.',
    why: 'In Markdown all that follows is code then, to the next fence or to the end of the file.',
    how: 'Write the same fence on a line of its own where the code ends.',
    invalid: '```sh\nnpm test\n\n## group_begin [type:dev][priority:high]\n## group_end\n',
    valid: '```sh\nnpm test\n```\n\n## group_begin [type:dev][priority:high]\n## group_end\n',
  },
  *checkDocument({ document }) {
    for (const { range, closed } of document.fences) {
      if (closed) continue;
      const opening = slice(document.text, range).replace(/( *(?:`+|~+)).*/s, '$1');
      const fence = opening.trimStart();
      const end = range.start + opening.length;
      yield {
        range: { start: end - fence.length, end },
        message: `This code fence never ends. Write ${fence} on a line of its own where the code ends.`,
        fixes: () => [
          {
            title: closingTitle(document, range.end),
            edits: [lineBehind(document, range.end, opening)],
            safe: false,
          },
        ],
      };
    }
  },
};
