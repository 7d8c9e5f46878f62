import type { Document } from './model.ts';
import { findTag } from './tags.ts';

/**
 * Whether a file of a fitting name really speaks the dialect (docs/dialect.md, "The files of a queue"): it has a
 * marker, a tagged task header, or an instructions comment that describes them. A near miss alone does not
 * count, because a heading such as `## Task end` occurs in any Markdown.
 */
export function speaksDialect(document: Omit<Document, 'speaksDialect'>): boolean {
  return (
    document.markers.some((marker) => marker.canonical) ||
    document.tasks.some(
      ({ header }) => header && header.tags.length > 1 && findTag(header.tags, 'id')?.key === 'id',
    ) ||
    instructionsComment(document) !== undefined
  );
}

/**
 * Whether a document is one whose tasks and entries the product speaks about. It is silent on files of other
 * dialects, and on TASKS.md, which is never a place for tasks: its examples are examples.
 */
export function holdsTasks(document: Pick<Document, 'file' | 'speaksDialect'>): boolean {
  return document.speaksDialect && document.file !== 'tasks';
}

/**
 * The text of the comment that tells agents the file's rules: the first one that calls itself system
 * instructions and describes markers or tags.
 */
export function instructionsComment(document: Pick<Document, 'text' | 'comments'>): string | undefined {
  for (const { range } of document.comments) {
    const comment = document.text.slice(range.start, range.end);
    if (
      /SYSTEM INSTRUCTIONS/i.test(comment) &&
      /(?:task|group|index_entry)_begin|\[id:|task block/.test(comment)
    )
      return comment;
  }
  return undefined;
}
