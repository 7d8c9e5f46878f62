import assert from 'node:assert/strict';
import {
  type Document,
  fileKind,
  KnownTasks,
  parse,
  type PathLookup,
  type QueueFile,
  type Surroundings,
} from '#core';
import type { OtherFile, RuleCase } from './fixture.ts';

/** A case's text, and what is known around it: nothing, unless the case names other files or files that exist. */
export function inSurroundings(one: Pick<RuleCase, 'file' | 'text' | 'beside' | 'exists' | 'complete'>): {
  document: Document;
  around: Surroundings | undefined;
} {
  const own = queueFile(one.file, one.text);
  const { document } = own;
  if (one.beside.length === 0 && !one.exists) return { document, around: undefined };
  const { exists, complete } = one;
  return { document, around: surroundings(own, one.beside, { exists, complete }) };
}

/** What is known around a file among others; those whose path begins with `../` belong to another queue. */
export function surroundings(
  own: QueueFile,
  beside: readonly OtherFile[],
  { exists, complete = true }: { exists?: readonly string[] | undefined; complete?: boolean } = {},
): Surroundings {
  const others = beside.map(({ path, text }) => ({ path, file: queueFile(path, text) }));
  const known = new KnownTasks();
  for (const file of [...others.map((other) => other.file), own]) known.set(file);
  const files = [...others.filter(({ path }) => !path.startsWith('../')).map(({ file }) => file), own];
  return { files, known, complete, paths: pathsAmong(exists) };
}

/** A file of a queue in a folder of a workspace. */
export function queueFile(path: string, text: string): QueueFile {
  const kind = fileKind(path) ?? assert.fail(`${path} is no task file`);
  return { uri: uriOf(path), document: parse(text, kind) };
}

/** The URI of a file by its path from the folder of the queue. */
export function uriOf(path: string): string {
  return new URL(path, 'file:///work/queue/').href;
}

/** A look-up among files of known paths; where none is known, nothing is. */
function pathsAmong(files: readonly string[] | undefined): PathLookup {
  return {
    kindOf: (path) => {
      if (!files) return undefined;
      const name = path.replace(/\/+$/, '');
      if (files.includes(name)) return 'file';
      return files.some((file) => file.startsWith(`${name}/`)) ? 'folder' : 'missing';
    },
    filesBelow: (folder) =>
      (files ?? []).filter((file) => file.startsWith(`${folder.replace(/\/+$/, '')}/`)).sort(),
  };
}
