import { replace } from '../../text/edits.ts';
import { findMojibake, type Mojibake } from '../../text/mojibake.ts';
import { slice } from '../../text/range.ts';
import type { Fix, Rule } from '../rule.ts';

export const mojibake: Rule = {
  code: 'mojibake',
  group: 'encoding',
  level: 'information',
  fix: 'safe',
  docs: {
    what: 'Characters that were decoded with the wrong code page: UTF-8 read as Windows-1252.',
    why: 'The text is hard to read, and each program that saves it so once more makes it worse.',
    how: 'Put the characters back that were meant. Where bytes were lost on the way, only a reader can tell which.',
    invalid: '## Tide tables â€” High\n',
    valid: '## Tide tables — High\n',
  },
  *checkText(text) {
    for (const found of findMojibake(text)) {
      yield {
        range: found.range,
        message: messageOf(slice(text, found.range), found),
        fixes: () => found.repairs.map((repair) => fixOf(found, repair)),
      };
    }
  },
};

function messageOf(written: string, { exact, repairs: [repair, another] }: Mojibake): string {
  const shown = `“${shorten(written)}”`;
  if (repair === undefined) {
    return `${shown} was decoded with the wrong code page, and too much of it is lost to tell what it was. Write it anew.`;
  }
  if (exact) return `${shown} is ${quote(repair)}, decoded with the wrong code page. Repair it.`;
  const was = another === undefined ? `It was probably ${quote(repair)}. Repair it.` : 'Choose what it was.';
  return `${shown} was decoded with the wrong code page, and a part of it is lost. ${was}`;
}

function fixOf({ range, exact }: Mojibake, repair: string): Fix {
  return { title: `Replace with ${visible(repair)}`, edits: [replace(range, repair)], safe: exact };
}

function quote(repair: string): string {
  return isVisible(repair) ? `“${shorten(repair)}”` : visible(repair);
}

/** A text as it can be shown; one that nobody could see by its code points. */
function visible(text: string): string {
  if (isVisible(text)) return shorten(text);
  const points = Array.from(
    text,
    (one) => `U+${(one.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`,
  );
  return shorten(points.join(' '));
}

function isVisible(text: string): boolean {
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(text);
}

/** Whole characters from the start, as many as a title or message has room for. */
function shorten(text: string): string {
  const characters = Array.from(text.slice(0, 100));
  return text.length <= 40 ? text : `${characters.slice(0, 39).join('')}…`;
}
