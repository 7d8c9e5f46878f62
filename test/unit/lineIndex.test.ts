import assert from 'node:assert/strict';
import { LineIndex } from '#core';

describe('the lines of a text', () => {
  for (const [endings, text] of [
    ['LF, CRLF and a lone CR', 'a\nbc\r\nd\re\n\n'],
    ['LF alone', 'a\nbc\nd\ne\n\n'],
  ] as const) {
    it(`end with ${endings}, and do not hold their ends`, () => {
      const lines = new LineIndex(text);
      const found = Array.from({ length: lines.lineCount }, (_, line) => lines.lineRange(line));
      assert.deepEqual(
        found.map(({ start, end }) => text.slice(start, end)),
        ['a', 'bc', 'd', 'e', '', ''],
      );
      for (const [line, { start, end }] of found.entries()) {
        assert.ok(start <= end);
        assert.equal(lines.lineStart(line), start);
        assert.deepEqual(lines.position(start), { line, character: 0 });
        assert.equal(lines.offset({ line, character: 0 }), start);
      }
    });
  }

  it('are one in an empty text', () => {
    const lines = new LineIndex('');
    assert.equal(lines.lineCount, 1);
    assert.deepEqual(lines.lineRange(0), { start: 0, end: 0 });
  });

  for (const [what, line, character, offset] of [
    ['on a line', 1, 1, 3],
    ['past the end of a line', 1, 9, 4],
    ['before a line', 1, -1, 2],
    ['behind the last line', 4, 0, 7],
    ['far behind the last line', 9, 9, 7],
  ] as const) {
    it(`a position ${what} has an offset in the text`, () => {
      assert.equal(new LineIndex('a\nbc\r\nd').offset({ line, character }), offset);
    });
  }

  it('an offset outside of the text is at its nearest end', () => {
    const lines = new LineIndex('a\nbc');
    assert.deepEqual(lines.position(-1), { line: 0, character: 0 });
    assert.deepEqual(lines.position(9), { line: 1, character: 2 });
  });
});
