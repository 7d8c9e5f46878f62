import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';

/** Texts by their keys, and their translations by language. */
const families = [
  { source: 'package.nls.json', folder: '.', pattern: /^package\.nls\.(.+)\.json$/ },
  { source: 'l10n/bundle.l10n.json', folder: 'l10n', pattern: /^bundle\.l10n\.(.+)\.json$/ },
];
const read = (path: string): Record<string, string> =>
  JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>;
const languagesOf = ({ folder, pattern }: (typeof families)[number]): string[] =>
  readdirSync(folder).flatMap((name) => pattern.exec(name)?.[1] ?? []);

describe('translations', () => {
  it('are of the same languages for the manifest and the client', () => {
    const [ofManifest, ofClient] = families.map(languagesOf);
    assert.deepEqual(ofManifest, ofClient);
    assert.ok(ofManifest && ofManifest.length > 0);
  });

  for (const family of families) {
    for (const language of languagesOf(family)) {
      it(`of ${family.source} into ${language} are complete, and keep places, commands and code`, () => {
        const texts = read(family.source);
        const translated = read(family.source.replace(/json$/, `${language}.json`));
        assert.deepEqual(Object.keys(translated), Object.keys(texts));
        const kept = (text: string): string[] =>
          (text.match(/\{\d\}|\(command:[^)]*\)|`[^`]*`|\S+\.md\b/g) ?? [])
            .map((part) =>
              part
                .replace(/^[“„"]/, '')
                .replace(' Title`', '`')
                .replace(' Titel`', '`'),
            )
            .sort();
        for (const [key, text] of Object.entries(texts))
          assert.deepEqual(kept(translated[key] ?? ''), kept(text), key);
      });
    }
  }
});
