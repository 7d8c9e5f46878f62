import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import { URI } from 'vscode-uri';
import type { EditedText } from '#server/workspace/editedTexts';
import { contentOf } from '../disk/fileContent.ts';
import { from } from './paths.ts';

/**
 * What would become of files, as a unified diff that `git apply` and `patch -p1` take.
 *
 * @param cwd the folder that its paths are from; absolute
 * @throws Error when a file is not in UTF-8
 */
export async function diffOf(texts: readonly EditedText[], cwd: string): Promise<string> {
  const changed = texts.filter(({ before, after }) => before !== after);
  return (await Promise.all(changed.map((text) => fileDiff(text, cwd)))).join('');
}

async function fileDiff({ uri, before, after }: EditedText, cwd: string): Promise<string> {
  const file = URI.parse(uri).fsPath;
  const path = from(cwd)(file);
  // A byte order mark is no part of a text, but the first line of a file has it.
  const mark = before === undefined ? '' : String((await contentOf(file))?.mark ?? '');
  const old = before === undefined ? '/dev/null' : `a/${path}`;
  return createTwoFilesPatch(old, `b/${path}`, mark + (before ?? ''), mark + after, undefined, undefined, {
    context: 3,
    headerOptions: FILE_HEADERS_ONLY,
  });
}
