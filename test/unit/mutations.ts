import { Buffer } from 'node:buffer';
import fc from 'fast-check';

/** One damage to a text. Places are in thousandths of its length, or of its number of lines. */
export type Mutation =
  | {
      readonly op: 'lines';
      readonly from: number;
      readonly count: number;
      readonly to: number;
      readonly copies: number;
    }
  | { readonly op: 'text'; readonly at: number; readonly length: number; readonly newText: string }
  | { readonly op: 'line end'; readonly at: number; readonly newText: string }
  | {
      readonly op: 'byte';
      readonly at: number;
      readonly value: number;
      readonly encoding: 'utf8' | 'latin1';
    };

const place = fc.nat({ max: 1000 });

/** What comes into a text by accident, or by somebody who wants to break its reader. */
const intruder = fc.oneof(
  fc.constantFrom(
    '',
    '\n',
    ' ',
    '\t',
    '#',
    '## ',
    '## task_begin\n',
    '## task_end\n',
    '\n## group_end\n',
    '## group_begin [type:dev][priority:high]\n',
    '**Status:** done\n',
    '**Plan:**\n',
    '[id:',
    ']',
    '<!--',
    '-->',
    '```',
    '~~~~\n',
    '\n<<<<<<< HEAD\n',
    '\n=======\n',
    '\n>>>>>>> main\n',
    '<!-- agent-backlog-disable -->\n',
    '\0',
    '\ud83d',
    '\udca9',
    '\ufeff',
    '\u2028',
    '\r',
    'â€”',
    '🌊',
    '(((((((((((((((((((((((((',
    '[[[[[[[[[[[[[[[[[[[[[[[[[',
    '********',
    '999999999999999999999. ',
  ),
  fc.string({ unit: 'binary', maxLength: 6 }),
);

const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      op: fc.constant('lines'),
      from: place,
      count: fc.integer({ min: 1, max: 12 }),
      to: place,
      copies: fc.nat({ max: 2 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      op: fc.constant('text'),
      at: place,
      length: fc.nat({ max: 12 }),
      newText: intruder,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      op: fc.constant('line end'),
      at: place,
      newText: fc.constantFrom('', '\r', '\r\n', '  \n', '\\\n', '\n\n\n'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      op: fc.constant('byte'),
      at: place,
      value: fc.nat({ max: 255 }),
      encoding: fc.constantFrom('utf8', 'latin1'),
    }),
  },
);

/** Some damages, to be done one after the other. */
export const mutations: fc.Arbitrary<Mutation[]> = fc.array(mutation, { minLength: 1, maxLength: 8 });

/** A text with the damages done to it. */
export function damaged(text: string, all: readonly Mutation[]): string {
  return all.reduce(damage, text);
}

function damage(text: string, one: Mutation): string {
  switch (one.op) {
    case 'lines': {
      const lines = text.split(/(?<=\n)/);
      const taken = lines.splice(part(one.from, lines.length), one.count);
      const put = Array.from({ length: one.copies }, () => taken).flat();
      lines.splice(part(one.to, lines.length), 0, ...put);
      return lines.join('');
    }
    case 'text': {
      const at = part(one.at, text.length);
      return text.slice(0, at) + one.newText + text.slice(at + one.length);
    }
    case 'line end': {
      const at = text.indexOf('\n', part(one.at, text.length));
      return at < 0 ? text : text.slice(0, at) + one.newText + text.slice(at + 1);
    }
    case 'byte': {
      const bytes = Buffer.from(text, 'utf8');
      if (bytes.length > 0) bytes[Math.min(bytes.length - 1, part(one.at, bytes.length))] = one.value;
      return bytes.toString(one.encoding);
    }
  }
}

function part(thousandths: number, of: number): number {
  return Math.floor((thousandths / 1000) * of);
}
