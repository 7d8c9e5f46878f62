import { canonicalMarker } from '../../document/marker.ts';
import type { Rule } from '../rule.ts';
import { endInsertion, unclosedBlocks } from './unclosedBlocks.ts';

export const unclosedBlock: Rule = {
  code: 'unclosed-block',
  group: 'blocks',
  level: 'error',
  fix: 'offered',
  docs: {
    what: 'A group, task or index entry that has no end marker.',
    why: 'Where the block ends is then a guess, and whoever moves it takes too much or too little along.',
    how: 'Put the end marker on a line of its own where the block ends.',
    invalid: '## group_begin [type:dev][priority:high]\n## Tide tables\n',
    valid: '## group_begin [type:dev][priority:high]\n## Tide tables\n\n## group_end\n',
  },
  *checkDocument({ document }) {
    for (const block of unclosedBlocks(document, false)) {
      const end = canonicalMarker(block.kind, 'end');
      yield {
        range: block.begin.range,
        message: `${block.label} has no ${end}. Put one where it ends.`,
        fixes: () => [{ title: `Insert ${end}`, edits: [endInsertion(document, block)], safe: false }],
      };
    }
  },
};
