import { isAbsolute, relative, sep } from 'node:path';

/** Whether a path is that of a folder or of something in it; both absolute. */
export function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

/** Whether two absolute paths are one, as far as their spelling tells: on Windows capital letters mean the same. */
export function isSame(path: string, other: string): boolean {
  return relative(path, other) === '';
}
