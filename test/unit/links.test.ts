import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What people read: the documents at the top and in `docs/`. */
const documents = [
  ...readdirSync('.').filter((name) => name.endsWith('.md')),
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
];

describe('the documents', () => {
  for (const path of documents)
    it(`${path} links to what is there`, () => {
      for (const [, link = ''] of proseOf(path).matchAll(/\]\(([^)\s]+)\)/g)) {
        if (/^[a-z]+:/.test(link)) continue;
        const [file = '', heading] = link.split('#');
        const target = file === '' ? path : join(dirname(path), file);
        assert.ok(existsSync(target), `${link} leads nowhere`);
        if (heading === undefined) continue;
        assert.ok(
          statSync(target).isFile() && headingsOf(target).includes(heading),
          `${link} has no such heading`,
        );
      }
    });
});

/** A document without its code. */
function proseOf(path: string): string {
  return readFileSync(path, 'utf8')
    .replace(/^```[^]*?^```/gm, '')
    .replace(/`[^`\n]*`/g, '`');
}

/** The headings of a document as links name them. */
function headingsOf(path: string): string[] {
  return [...proseOf(path).matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}
