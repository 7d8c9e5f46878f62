import {
  type ClientCapabilities,
  type Diagnostic,
  DiagnosticSeverity,
  DiagnosticTag,
  type DiagnosticsCapabilities,
} from 'vscode-languageserver';
import { type Problem, rules, type Severity } from '#core';
import { diagnosticSource } from '../protocol.ts';
import type { CheckedFile } from '../workspace/checker.ts';
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
  { file, problems }: Pick<CheckedFile, 'file' | 'problems'>,
  terms: DiagnosticTerms,
): Diagnostic[] {
  return problems.map((problem) => diagnostic(file, problem, terms));
}

function diagnostic(
  file: TaskFile,
  problem: Problem,
  { client, rulePages, fileOf }: DiagnosticTerms,
): Diagnostic {
  const related = problem.related?.flatMap((place) => {
    const other = place.file ? fileOf(place.file.uri) : file;
    // A file that has changed since is checked again soon.
    if (!other || (place.file && place.file.document !== other.document)) return [];
    return [{ location: { uri: other.uri, range: toRange(other, place.range) }, message: place.message }];
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

const unnecessary: ReadonlySet<string> = new Set(
  rules.filter((rule) => rule.unnecessary).map((rule) => rule.code),
);

const severityCodes: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};
