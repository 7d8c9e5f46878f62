import { join, relative, sep } from 'node:path';
import { URI } from 'vscode-uri';

/** Gives a path, with slashes, in another form. */
export type Relocate = (path: string) => string;

/** Absolute paths as they are reached from a folder, itself absolute. */
export function from(folder: string): Relocate {
  return (path) => relative(folder, path).split(sep).join('/') || '.';
}

/** Paths from a root as they are reached from a folder; both are absolute. */
export function relocated(root: string, folder: string): Relocate {
  const path = from(folder);
  return (one) => path(join(root, one));
}

/** The files of URIs as they are reached from a folder, itself absolute. */
export function pathsFrom(folder: string): Relocate {
  const path = from(folder);
  return (uri) => path(URI.parse(uri).fsPath);
}
