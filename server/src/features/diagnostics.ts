import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver';
import { type Problem, rules, type Severity } from '#core';
import { type TaskFile, toRange } from '../workspace/taskFile.ts';

/** The name under which problems appear, and by which code actions know their own. */
export const diagnosticSource = 'agent-backlog';

/**
 * Problems in protocol terms.
 *
 * @param rulePages the URI of the folder of the rules' pages, ending in `/`
 */
export function diagnostics(
  file: TaskFile,
  problems: readonly Problem[],
  rulePages: string | undefined,
): Diagnostic[] {
  return problems.map((problem) => diagnostic(file, problem, rulePages));
}

/** One problem in protocol terms. */
export function diagnostic(file: TaskFile, problem: Problem, rulePages: string | undefined): Diagnostic {
  return {
    range: toRange(file, problem.range),
    severity: severityCodes[problem.severity],
    source: diagnosticSource,
    code: problem.code,
    message: problem.message,
    ...(rulePages !== undefined && { codeDescription: { href: `${rulePages}${problem.code}.md` } }),
    ...(unnecessary.has(problem.code) && { tags: [DiagnosticTag.Unnecessary] }),
    ...(problem.related && {
      relatedInformation: problem.related.map(({ range, message }) => ({
        location: { uri: file.uri, range: toRange(file, range) },
        message,
      })),
    }),
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
