import type { FileKind } from '../document/fileKind.ts';
import type { Document, Task } from '../document/model.ts';
import type { TaskReading } from '../policy/completeness.ts';
import type { Policy } from '../policy/policy.ts';
import type { QueueFile } from '../queue/queueFile.ts';
import type { Surroundings } from '../queue/surroundings.ts';
import type { TextEdit } from '../text/edits.ts';
import type { TextRange } from '../text/range.ts';
import type { Suppression } from './suppressions.ts';

/** The severities from the gravest to the least. */
export const severities = ['error', 'warning', 'information', 'hint'] as const;
/** One of `severities`. */
export type Severity = (typeof severities)[number];
/** What a setting can make of a rule. */
export type RuleLevel = Severity | 'off';

/** The sections of the rule tables. */
export type RuleGroup = 'blocks' | 'headers' | 'fields' | 'queue' | 'encoding';

/**
 * One rule: its code, its documentation, its check and its fixes. The settings, the rule pages, the tables and
 * the tests are made from these declarations.
 */
export interface Rule {
  /** Stable, kebab-case; names what is wrong. */
  readonly code: string;
  readonly group: RuleGroup;
  readonly level: RuleLevel;
  /** Files in which the level is another one. */
  readonly levelIn?: Partial<Readonly<Record<FileKind, RuleLevel>>>;
  /** Whether a task with this problem is incomplete, so that it is passed over when its group is promoted. */
  readonly makesIncomplete?: true;
  /** `safe` when some fix may run unasked, `offered` when fixes are to be chosen, `none` when there is none. */
  readonly fix: 'safe' | 'offered' | 'none';
  readonly docs: RuleDocs;
  /** Whether what it reports serves no purpose, so that an editor may fade it. */
  readonly unnecessary?: true;
  /** Finds problems that one task shows by itself. */
  readonly checkTask?: (task: Task, context: RuleContext) => readonly Finding[];
  /** The same, for a rule about fields: it sees only tasks whose fields can be judged. */
  readonly checkWholeTask?: (task: Task, context: RuleContext, reading: TaskReading) => readonly Finding[];
  /** Finds problems that any text shows by itself, in whichever file and wherever it stands; what is asked for is whole lines. */
  readonly checkText?: (text: string) => Iterable<Finding>;
  /** Finds problems that show only in the file as a whole. */
  readonly checkDocument?: (context: RuleContext) => Iterable<Finding>;
  /** Finds problems that show only when the file is compared with others. Not asked where nothing is known of them. */
  readonly checkQueue?: (context: QueueRuleContext) => Iterable<Finding>;
  /** Finds problems of suppressions; sees those that suppress nothing, when all other rules have spoken. */
  readonly checkSuppressions?: (unused: readonly Suppression[], context: RuleContext) => Iterable<Finding>;
}

/** The text of a rule's page. Markdown; sentences, not headings. */
export interface RuleDocs {
  /** What is wrong, in one sentence. Also the rule's row in the tables. */
  readonly what: string;
  readonly why: string;
  readonly how: string;
  /** The smallest example that the rule reports, and the same example put right. */
  readonly invalid: string;
  readonly valid: string;
  /** Other files of the queue without which the examples show nothing, by their paths. */
  readonly beside?: readonly { readonly path: string; readonly text: string }[];
  /** The files that exist, where that matters to the examples. */
  readonly exists?: readonly string[];
}

/** What every rule sees. */
export interface RuleContext {
  readonly document: Document;
  readonly policy: Policy;
  /** Today's date, `YYYY-MM-DD`, for fixes that give out an id. */
  readonly today: string;
  /** What is known around the file; undefined where it is checked by itself. */
  readonly around: Surroundings | undefined;
}

/** What a rule sees that compares files. */
export interface QueueRuleContext extends RuleContext {
  readonly around: Surroundings;
  /** The checked file among those around it. */
  readonly own: QueueFile;
}

/** A place where a rule is broken. */
export interface Finding {
  /** The smallest text that is wrong. */
  readonly range: TextRange;
  /** What is wrong, then what to do. Names the thing, ends with a full stop. */
  readonly message: string;
  readonly related?: readonly RelatedPlace[];
  /** Made only when somebody asks. */
  readonly fixes?: () => readonly Fix[];
}

/** Where the other half of a problem is. */
export interface RelatedPlace {
  readonly range: TextRange;
  readonly message: string;
  /** The file that it is in, where that is another one of those around. */
  readonly file?: QueueFile;
}

/** What puts a problem right. */
export type Fix = EditFix | MoveFix;

/** A fix that edits the file of the problem. */
export interface EditFix {
  /** What it does, as an imperative: `Add a Plan`. */
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** Whether it may run unasked, in fix-all and on save. */
  readonly safe: boolean;
}

/** A fix that moves a task of the file: whoever applies it asks `workflow` for the edits. */
export interface MoveFix {
  readonly title: string;
  readonly move: 'archive' | 'demote';
  readonly task: Task;
  readonly safe: false;
}

/** A finding with the code and severity under which it is reported. */
export interface Problem extends Finding {
  readonly code: string;
  readonly severity: Severity;
}
