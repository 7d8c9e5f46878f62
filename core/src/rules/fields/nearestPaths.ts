import type { PathLookup } from '../../queue/surroundings.ts';
import { isOneSlip } from '../../text/spelling.ts';

/**
 * The paths that a path which leads nowhere can mean: files of the same name in other folders, else those whose name,
 * or whose folder, is one slip away. The best ones first.
 */
export function nearestPaths(path: string, paths: PathLookup, most: number): readonly string[] {
  const [top = ''] = namesIn(path);
  const wanted = partsOf(path);
  const sameName: string[] = [];
  const slipped: string[] = [];
  for (const file of paths.filesBelow(top)) {
    const parts = partsOf(file);
    if (parts.stem === wanted.stem) sameName.push(file);
    else if (parts.stem.length >= shortest && isOneSlip(parts.stem, wanted.stem)) slipped.push(file);
  }
  const inSameFolder = (file: string): number => (partsOf(file).folder === wanted.folder ? 0 : 1);
  const byFolder = (one: string, other: string): number => inSameFolder(one) - inSameFolder(other);
  return [...sameName.sort(byFolder), ...slipped.sort(byFolder)].slice(0, most);
}

/** Of a shorter name one letter makes another one. */
const shortest = 4;

/** The folder of a path, and its name without case, signs and ending. */
function partsOf(path: string): { folder: string; stem: string } {
  const names = namesIn(path);
  const name = names.pop() ?? '';
  const stem = name
    .replace(/(?<=.)\.[a-z]{1,8}$/i, '')
    .toLowerCase()
    .replace(/[\s_-]+/g, '-');
  return { folder: names.join('/'), stem };
}

/** The names of the folders on a path and of what it leads to. */
function namesIn(path: string): string[] {
  return path.split('/').filter((name) => name !== '' && name !== '.');
}
