import type { ClientCapabilities, DiagnosticsCapabilities } from 'vscode-languageserver';
import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver-types';
import { type LiveProblem, type RelatedPlace, rules, type Severity, type TextRange } from '#core';
import { diagnosticSource } from '../protocol.ts';
import type { ReportedFile } from '../workspace/checker.ts';
import { type TaskFile, toRange } from '../workspace/taskFile.ts';

/** Puts problems in protocol terms. */
export interface DiagnosticTerms {
  /** What the client takes besides range, severity, code and message. */
  readonly client: DiagnosticsCapabilities;
  /** The URI of the folder of the rules' pages, ending in `/`; undefined where nobody knows it. */
  readonly rulePages: string | undefined;
  /** The task file of a URI, as it is known. */
  readonly fileOf: (uri: string) => TaskFile | undefined;
}

/** What a client takes in diagnostics. Older ones that ask for them say it only of those that are sent. */
export function diagnosticsAbility({ textDocument }: ClientCapabilities): DiagnosticsCapabilities {
  return { ...textDocument?.publishDiagnostics, ...textDocument?.diagnostic };
}

/** The problems of a file in protocol terms. */
export function diagnostics(
  { file, problems }: Pick<ReportedFile, 'file' | 'problems'>,
  terms: DiagnosticTerms,
): Diagnostic[] {
  return problems.map((problem) => diagnostic(file, problem, terms));
}

function diagnostic(
  file: TaskFile,
  problem: LiveProblem,
  { client, rulePages, fileOf }: DiagnosticTerms,
): Diagnostic {
  const related = problem.related?.flatMap((place) => {
    const other = place.file ? fileOf(place.file.uri) : file;
    const range = other && rangeNow(other, place);
    return range
      ? [{ location: { uri: other.uri, range: toRange(other, range) }, message: place.message }]
      : [];
  });
  const tagsUnnecessary = client.tagSupport?.valueSet.includes(DiagnosticTag.Unnecessary) ?? false;
  return {
    range: toRange(file, problem.range),
    severity: severityCodes[problem.severity],
    source: diagnosticSource,
    code: problem.code,
    message: problem.message,
    ...(rulePages !== undefined &&
      client.codeDescriptionSupport && { codeDescription: { href: `${rulePages}${problem.code}.md` } }),
    ...(unnecessary.has(problem.code) && tagsUnnecessary && { tags: [DiagnosticTag.Unnecessary] }),
    ...(related && client.relatedInformation && { relatedInformation: related }),
  };
}

/** Where a place is now; undefined where its file has changed since: that is checked again soon. */
function rangeNow(file: TaskFile, place: RelatedPlace): TextRange | undefined {
  if (!place.file) return place.range;
  if (file.edits?.document === place.file.document) return file.edits.map(place.range);
  return file.document === place.file.document ? place.range : undefined;
}

const unnecessary: ReadonlySet<string> = new Set(
  rules.filter((rule) => rule.unnecessary).map((rule) => rule.code),
);

const severityCodes: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};
