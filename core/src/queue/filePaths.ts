/** The decoded path of a URI, `/` between its parts; the URI itself where it has no path that can be decoded. */
export function pathOf(uri: string): string {
  const path = uri.replace(/^[a-z][\w+.-]*:(?:\/\/[^/]*)?/i, '').replace(/[?#].*/, '');
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/**
 * The decoded path of a file from the folder of another one: `TODO.md`, `todo/ARCHIVE/ARCHIVE.md`, `../TODO.md`.
 *
 * @param from the URI of the file that the path is to be written in
 * @param to the URI of the file that it is to lead to
 */
export function relativePath(from: string, to: string): string {
  const start = pathOf(from).split('/');
  const end = pathOf(to).split('/');
  const shared = sharedFolders(start, end);
  return [...start.slice(shared, -1).map(() => '..'), ...end.slice(shared)].join('/');
}

/** The paths of two files from the deepest folder that both are in. */
export function pathsFromSharedFolder(one: string, other: string): readonly [string, string] {
  const parts = pathOf(one).split('/');
  const others = pathOf(other).split('/');
  const shared = sharedFolders(parts, others);
  return [parts.slice(shared).join('/'), others.slice(shared).join('/')];
}

/** How many folders the paths of two files have in common from the root on. */
function sharedFolders(one: readonly string[], other: readonly string[]): number {
  let shared = 0;
  while (shared < one.length - 1 && shared < other.length - 1 && one[shared] === other[shared]) shared++;
  return shared;
}

/**
 * The decoded path, from the root on, of what a path written in a file leads to from the folder of that file. A `..`
 * above the root is dropped.
 *
 * @param written the path as it is written, with slashes or backslashes
 * @param from the URI of the file that it is written in
 */
export function resolvedPath(written: string, from: string): string {
  const resolved = pathOf(from).split('/').slice(0, -1);
  for (const part of partsOf(written)) {
    if (part === '..') resolved.pop();
    else resolved.push(part);
  }
  return resolved.join('/');
}

/**
 * Whether a path written in a file, such as an index entry's location, names another file: by the last parts of
 * its path, or by its way from the folder of the first one.
 */
export function namesFile(written: string, from: string, uri: string): boolean {
  const parts = partsOf(written);
  const path = pathOf(uri);
  return path.endsWith(`/${parts.join('/')}`) || resolvedPath(written, from) === path;
}

function partsOf(written: string): string[] {
  return written.split(/[/\\]/).filter((part) => part !== '' && part !== '.');
}
