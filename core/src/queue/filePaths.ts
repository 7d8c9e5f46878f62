/** The decoded path of a URI, `/` between its parts; the URI itself where it has no path that can be decoded. */
export function pathOf(uri: string): string {
  const path = uri.replace(/^[a-z][\w+.-]*:(?:\/\/[^/]*)?/i, '').replace(/[?#].*$/, '');
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** The path of a file from the folder of another one: `TODO.md`, `todo/ARCHIVE/ARCHIVE.md`, `../TODO.md`. */
export function relativePath(from: string, to: string): string {
  const start = pathOf(from).split('/').slice(0, -1);
  const end = pathOf(to).split('/');
  let shared = 0;
  while (shared < start.length && shared < end.length - 1 && start[shared] === end[shared]) shared++;
  return [...start.slice(shared).map(() => '..'), ...end.slice(shared)].join('/');
}

/**
 * Whether a path written in a file, such as an index entry's location, names another file: by the last parts of
 * its path, or by its way from the folder of the first one.
 */
export function namesFile(written: string, from: string, uri: string): boolean {
  const parts = written.split(/[/\\]/).filter((part) => part !== '' && part !== '.');
  if (parts.length === 0) return false;
  const path = pathOf(uri);
  if (path.endsWith(`/${parts.join('/')}`)) return true;
  const resolved = pathOf(from).split('/').slice(0, -1);
  for (const part of parts) {
    if (part === '..') resolved.pop();
    else resolved.push(part);
  }
  return resolved.join('/') === path;
}
