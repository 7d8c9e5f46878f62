import type { Field } from '../document/model.ts';
import { type NamedPath, pathAlone, visibleValue } from './fieldValues.ts';

/**
 * What may be paths in a field's value, in any folder: words with a slash or a file's ending in them, in backticks, as
 * the target of a link, or bare. Patterns and web addresses are none. Whether there is such a file only a look-up tells.
 */
export function pathCandidates(text: string, field: Field): NamedPath[] {
  const candidates: NamedPath[] = [];
  for (const { 0: whole, 1: code, index } of visibleValue(text, field).matchAll(words)) {
    const written = code ?? whole;
    if (written.length > longestPath || written.includes('://')) continue;
    const emphasis = code === undefined ? written.length - written.replace(/^\*+/, '').length : 0;
    const path = pathAlone(written.slice(emphasis));
    if (/[*?$]/.test(path) || !/\w/.test(path) || !(path.includes('/') || /\.\w{1,10}$/.test(path))) continue;
    const start = field.value.start + index + emphasis + (code === undefined ? 0 : 1);
    candidates.push({ range: { start, end: start + path.length }, path });
  }
  return candidates;
}

/** No path is longer. */
const longestPath = 500;

/** Group: what stands in backticks, in which a path can have spaces and brackets. */
const words = /`([^`\n]+)`|[^\s`'"”’“‘()[\]{}<>,;|–—]+/g;
