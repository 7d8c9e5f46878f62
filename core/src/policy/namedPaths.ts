import { holdsTasks } from '../document/dialect.ts';
import { entryLocation } from '../document/indexEntry.ts';
import type { Document } from '../document/model.ts';
import { documentPaths } from './fieldValues.ts';

/** The paths whose existence the rules ask for: those of the documentation of tasks, and the locations of an index. */
export function namedPaths(document: Document): string[] {
  const { text, tasks, indexEntries } = document;
  if (!holdsTasks(document)) return [];
  const documentation = tasks.flatMap(({ fields }) =>
    fields
      .filter(({ known }) => known === 'Relevant Documentation')
      .flatMap((field) => documentPaths(text, field).map(({ path }) => path)),
  );
  const locations = indexEntries.flatMap((entry) => entryLocation(document, entry)?.path || []);
  return [...new Set([...documentation, ...locations])];
}
