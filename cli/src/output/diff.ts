import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import type { EditedText } from '#server/workspace/editedTexts';

/**
 * What would become of files, as a unified diff that `git apply` and `patch -p1` take.
 *
 * @param pathOf gives the path of the file of a URI
 */
export function diffOf(texts: readonly EditedText[], pathOf: (uri: string) => string): string {
  return texts
    .filter(({ before, after }) => before !== after)
    .map(({ uri, before, after }) => {
      const path = pathOf(uri);
      const [old, now] = [before === undefined ? '/dev/null' : `a/${path}`, `b/${path}`];
      return createTwoFilesPatch(old, now, before ?? '', after, undefined, undefined, {
        context: 3,
        headerOptions: FILE_HEADERS_ONLY,
      });
    })
    .join('');
}
