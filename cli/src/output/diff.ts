import { dirname } from 'node:path';
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import { URI } from 'vscode-uri';
import type { EditedText } from '#server/workspace/editedTexts';
import { contentOf } from '../disk/fileContent.ts';
import { repositoryOf } from '../disk/repository.ts';
import { isWithin } from '../disk/within.ts';
import type { Terminal } from '../terminal.ts';
import { from } from './paths.ts';
import { visible } from './visible.ts';

/**
 * What would become of files, as a unified diff that `git apply` and `patch -p1` take in the root of the repository, from
 * where its paths are as in git's own; outside of one they are from the current folder. Where files are elsewhere, paths are
 * from the nearest folder above that has all of them: no program takes a patch for what is above its folder. A terminal is shown what would steer
 * it, where anything else gets every byte: what is only looked at is applied by nobody.
 *
 * @throws Error when a file is not in UTF-8
 */
export async function diffOf(
  texts: readonly EditedText[],
  { cwd, isTerminal }: Pick<Terminal, 'cwd' | 'isTerminal'>,
): Promise<string> {
  const changed = texts.filter(({ before, after }) => before !== after);
  const root = folderAround(
    repositoryOf(cwd) ?? cwd,
    changed.map(({ uri }) => URI.parse(uri).fsPath),
  );
  const diff = (await Promise.all(changed.map((text) => fileDiff(text, root)))).join('');
  return isTerminal ? visible(diff) : diff;
}

/** A folder, or the nearest one above it that some files are in. */
function folderAround(folder: string, files: readonly string[]): string {
  if (dirname(folder) === folder || files.every((file) => isWithin(folder, file))) return folder;
  return folderAround(dirname(folder), files);
}

async function fileDiff({ uri, before, after }: EditedText, root: string): Promise<string> {
  const file = URI.parse(uri).fsPath;
  const path = from(root)(file);
  // A byte order mark is no part of a text, but the first line of a file has it.
  const mark = before === undefined ? '' : String((await contentOf(file))?.mark ?? '');
  const old = before === undefined ? '/dev/null' : `a/${path}`;
  const diff = createTwoFilesPatch(
    old,
    `b/${path}`,
    mark + (before ?? ''),
    mark + after,
    undefined,
    undefined,
    {
      context: 3,
      headerOptions: FILE_HEADERS_ONLY,
    },
  );
  return path.includes(' ') ? diff.replace(headers, withTabs) : diff;
}

/** The two lines at the beginning that name the file. */
const headers = /^--- .*\n\+\+\+ .*\n/;

/** A name with a space in it ends for `patch` at the space, unless a tab ends it, as git and GNU diff have it too. */
function withTabs(lines: string): string {
  return lines.replace(/^(?:---|\+\+\+) (?!\/dev\/null$).*$/gm, '$&\t');
}
