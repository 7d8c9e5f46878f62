import type { Severity, TextRange } from '#core';
import type { CheckedFile } from '../workspace/checker.ts';
import type { TaskFile } from '../workspace/taskFile.ts';

/** A place in a file as people count it. */
export interface ReportedPlace {
  readonly file: string;
  /** Both from 1; columns in UTF-16 code units. */
  readonly line: number;
  readonly column: number;
  /** The place behind the last character, counted in the same way. */
  readonly endLine: number;
  readonly endColumn: number;
}

/** A problem as it is told where there is no editor. */
export interface ReportedProblem extends ReportedPlace {
  readonly severity: Severity;
  readonly code: string;
  readonly message: string;
  /** Where the other half of it is. */
  readonly related?: readonly (ReportedPlace & { readonly message: string })[];
}

/**
 * The problems of a file, in text order.
 *
 * @param pathOf what the file of a URI is called
 */
export function reportedProblems(
  { file, problems }: Pick<CheckedFile, 'file' | 'problems'>,
  pathOf: (uri: string) => string,
  fileOf: (uri: string) => TaskFile | undefined,
): ReportedProblem[] {
  return problems.map(({ range, severity, code, message, related = [] }) => {
    const places = related.flatMap((place) => {
      const other = place.file ? fileOf(place.file.uri) : file;
      return other ? [{ ...placeOf(other, place.range, pathOf), message: place.message }] : [];
    });
    return {
      ...placeOf(file, range, pathOf),
      severity,
      code,
      message,
      ...(places.length > 0 && { related: places }),
    };
  });
}

function placeOf({ uri, lines }: TaskFile, range: TextRange, pathOf: (uri: string) => string): ReportedPlace {
  const start = lines.position(range.start);
  const end = lines.position(range.end);
  return {
    file: pathOf(uri),
    line: start.line + 1,
    column: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}
