import { instructionsComment } from '../document/dialect.ts';
import { fieldNameOf } from '../document/field.ts';
import type { Document } from '../document/model.ts';
import type { FieldName } from '../document/vocabulary.ts';

/** The numbers and lists that a task file's checks and moves go by (docs/dialect.md, "The instructions comment"). */
export interface Policy {
  /** How many active tasks a batch holds at most. */
  readonly batchSize: number;
  /** The least number of numbered steps in a Plan. */
  readonly minimumPlanSteps: number;
  /** The fields without which a task is incomplete. */
  readonly requiredFields: readonly FieldName[];
  /** How many lines a Notes & Summary has at most. */
  readonly notesMaximumLines: number;
  /** How many lines a Final Summary has at most. */
  readonly summaryMaximumLines: number;
}

/** What settings lay down; what they leave open the file's instructions decide. */
export type PolicyOverrides = { readonly [K in keyof Policy]?: Policy[K] | undefined };

/** The rules of files whose instructions are silent. */
export const defaultPolicy: Policy = {
  batchSize: 5,
  minimumPlanSteps: 3,
  requiredFields: ['Plan', 'Estimated Effort', 'Relevant Documentation'],
  notesMaximumLines: 10,
  summaryMaximumLines: 8,
};

/**
 * The policy of a file: settings first, then its own instructions comment, then the defaults.
 *
 * @param beside another file of the queue, whose instructions count where the file's own are silent
 */
export function policyOf(document: Document, overrides: PolicyOverrides = {}, beside?: Document): Policy {
  const instructed = instructionsOf(document);
  const fallback = beside ? instructionsOf(beside) : {};
  const pick = <K extends keyof Policy>(key: K): Policy[K] =>
    overrides[key] ?? instructed[key] ?? fallback[key] ?? defaultPolicy[key];
  return {
    batchSize: pick('batchSize'),
    minimumPlanSteps: pick('minimumPlanSteps'),
    requiredFields: [...new Set(pick('requiredFields'))],
    notesMaximumLines: pick('notesMaximumLines'),
    summaryMaximumLines: pick('summaryMaximumLines'),
  };
}

function instructionsOf(document: Document): PolicyOverrides {
  const comment = instructionsComment(document);
  return comment === undefined ? {} : readInstructions(comment);
}

/** The rules that an instructions comment states; those that it leaves out are absent. */
export function readInstructions(comment: string): PolicyOverrides {
  return {
    batchSize:
      readNumber(comment, /\btake up to (\d+) tasks?\b/i) ??
      readNumber(comment, /\bbatch size target: (\d+)\b/i),
    minimumPlanSteps: readNumber(comment, /\b(?:minimum(?: of)?|at least) (\d+) (?:numbered|steps?)\b/i),
    requiredFields: readRequiredFields(comment),
    notesMaximumLines: readNumber(comment, mostLines('Notes')),
    summaryMaximumLines: readNumber(comment, mostLines('Final Summary')),
  };
}

/** `Notes <= 10 lines`, `Final Summary (at most 8 lines)`: the number of lines said behind a name on its line. */
function mostLines(name: string): RegExp {
  const most = '(?:<=|≤|at most|no more than|up to|max(?:imum)?(?: of)?)';
  return new RegExp(String.raw`\b${name}\b[^\r\n\d]{0,30}?${most} ?(\d+) lines?\b`, 'i');
}

function readNumber(comment: string, pattern: RegExp): number | undefined {
  const number = Number(pattern.exec(comment)?.[1]);
  return Number.isSafeInteger(number) && number > 0 ? number : undefined;
}

/** The bullets under `REQUIRED FIELDS` that name fields; bullets of prose are passed over. */
function readRequiredFields(comment: string): readonly FieldName[] | undefined {
  const names = new Set<FieldName>();
  let listIndentation: number | undefined;
  for (const line of comment.split(/\r?\n/)) {
    const indentation = line.length - line.trimStart().length;
    if (listIndentation === undefined) {
      if (/\bREQUIRED FIELDS\b/i.test(line)) listIndentation = indentation;
      continue;
    }
    const bullet = /^[ \t]*[-*+][ \t]+(\S.*)/.exec(line)?.[1];
    if (bullet !== undefined) fieldsNamedBy(bullet).forEach((name) => names.add(name));
    else if (line.trim() === '' || indentation <= listIndentation) {
      // Prose that mentions required fields has no bullets under it.
      if (names.size > 0) break;
      listIndentation = undefined;
    }
  }
  return names.size > 0 ? [...names] : undefined;
}

/** The fields that a bullet begins with: `**Plan:** three steps`, `Plan (numbered)`, `Description, Plan`. */
function fieldsNamedBy(bullet: string): readonly FieldName[] {
  const bold = /^\*\*([^*]+)\*\*/.exec(bullet)?.[1];
  const named = bold ?? bullet.replace(/[:(–—].*/, '');
  const names = named
    .split(',')
    .map((name) => fieldNameOf(name.replaceAll('`', '').replace(/:$/, '').trim()));
  return names.every((name) => name !== undefined) ? names : [];
}
