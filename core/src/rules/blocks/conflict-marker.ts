import { slice } from '../../text/range.ts';
import type { Rule } from '../rule.ts';

export const conflictMarker: Rule = {
  code: 'conflict-marker',
  group: 'blocks',
  level: 'error',
  fix: 'none',
  docs: {
    what: 'A line of a merge conflict that was left in the file.',
    why: 'Both sides of the conflict stand in the file, so that tasks are in it twice or in two states.',
    how: 'Keep what is right of the two sides, and remove the marker lines of the conflict.',
    invalid: [
      '## group_begin [type:dev][priority:high]',
      '<<<<<<< HEAD',
      '## Tide tables',
      '=======',
      '## Tides',
      '>>>>>>> main',
      '## group_end',
      '',
    ].join('\n'),
    valid: ['## group_begin [type:dev][priority:high]', '## Tide tables', '## group_end', ''].join('\n'),
  },
  *checkDocument({ document }) {
    for (const range of document.conflicts) {
      yield {
        range,
        message: `${slice(document.text, { start: range.start, end: range.start + 7 })} was left by a merge conflict. Keep one side, and remove its marker lines.`,
      };
    }
  },
};
