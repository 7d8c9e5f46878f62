import {
  check,
  type Document,
  fileKind,
  KnownTasks,
  parse,
  type PathLookup,
  type Problem,
  type QueueFile,
  type Surroundings,
} from '#core';
import { corpus } from './realFiles.ts';

/** A task file of the corpus, and what is known around it. */
export interface RealFile {
  readonly path: string;
  readonly document: Document;
  readonly around: Surroundings;
}

/**
 * The task files below a folder of the corpus, in the order of their paths; none where it is absent.
 *
 * @param queues the paths of the files of each queue; an index that serves several is in each of them
 */
export function realWorkspace(folder: string, queues: readonly (readonly string[])[]): RealFile[] {
  const texts = new Map(corpus(folder).map(({ path, text }) => [path, text]));
  const files = new Map<string, QueueFile>();
  const known = new KnownTasks();
  for (const [path, text] of texts) {
    const kind = fileKind(path);
    if (!kind || kind === 'tasks') continue;
    const file = { uri: `file:///corpus/${path}`, document: parse(text, kind) };
    files.set(path, file);
    known.set(file);
  }
  return [...files].map(([path, file]) => {
    const serving = queues.filter((queue) => queue.includes(path));
    const around = [...new Set([path, ...serving.flat()])].flatMap((one) => files.get(one) ?? []);
    return {
      path,
      document: file.document,
      around: { files: around, known, complete: true, paths: pathsFor(path, texts) },
    };
  });
}

/** The problems of a real file among those around it. */
export function problemsOf({ document, around }: RealFile): Problem[] {
  return check(document, { today: '2026-03-01', around });
}

/** The corpus has no documentation, so that nothing is known of such paths. It tells which task files there are. */
function pathsFor(path: string, texts: ReadonlyMap<string, string>): PathLookup {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const isIndex = fileKind(path) === 'index';
  const kindOf = (named: string) => (texts.has(folder + named) ? ('file' as const) : ('missing' as const));
  return { kindOf: (named) => (isIndex ? kindOf(named) : undefined), filesBelow: () => [] };
}
