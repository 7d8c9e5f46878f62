import type { TextRange } from '../text/range.ts';
import type { FileKind } from './fileKind.ts';
import type { FieldName, TagName } from './vocabulary.ts';

/**
 * The model of one task file. Every range is absolute, in UTF-16 offsets, and lies inside its parent's. The
 * model holds positions, not copies: together with `text` it gives back every byte.
 */
export interface Document {
  readonly text: string;
  readonly file: FileKind;
  /** The line ending that most lines have; LF for a text of one line. */
  readonly lineEnding: '\n' | '\r\n';
  /** Whether the text speaks the dialect at all. Where it does not, the product is silent on the file. */
  readonly speaksDialect: boolean;
  /** Every begin and end marker, in text order, malformed ones included. */
  readonly markers: readonly Marker[];
  readonly groups: readonly Group[];
  /** Every task, in text order, in groups and outside. */
  readonly tasks: readonly Task[];
  readonly indexEntries: readonly IndexEntry[];
  /** Fields outside any task, such as the batch focus of TODO.md. */
  readonly fields: readonly Field[];
  readonly comments: readonly Comment[];
  readonly fences: readonly Fence[];
  /** The marker lines of merge conflicts that were left in the file. */
  readonly conflicts: readonly TextRange[];
  /** End markers that close nothing. */
  readonly unexpectedEnds: readonly Marker[];
}

/** What a block is, as its markers name it: `group_begin`, `task_begin`, `index_entry_begin`. */
export type BlockKind = 'group' | 'task' | 'index_entry';

/** A line such as `## task_begin`, or what was meant as one. */
export interface Marker {
  readonly block: BlockKind;
  readonly edge: 'begin' | 'end';
  /** The marker itself with its tags, without text glued to it. */
  readonly range: TextRange;
  /** The whole line without its line end, glued text included. */
  readonly line: TextRange;
  /** Whether it is written as the dialect has it: `## `, lower case, alone on its line. */
  readonly canonical: boolean;
  /** The tags of a `group_begin`; empty on all others. */
  readonly tags: readonly Tag[];
}

/** `[key:value]` in a header or behind `group_begin`. */
export interface Tag {
  /** From bracket to bracket, as far as there are brackets. */
  readonly range: TextRange;
  readonly key: string;
  readonly keyRange: TextRange;
  readonly value: string;
  readonly valueRange: TextRange;
  /** The known tag that the key is, or that it is one slip away from. */
  readonly name: TagName | undefined;
}

/** `### # [id:…][type:…][priority:…][component:…] Title`, or what was meant as one. */
export interface TaskHeader {
  /** The line without its line end and without spaces at its end. */
  readonly range: TextRange;
  /** The number of a numbered header (`## 3. # […`), which TODO.md and ARCHIVE.md may have. */
  readonly number: string | undefined;
  readonly tags: readonly Tag[];
  /** From the first tag to the last one; empty where there is none. */
  readonly tagsRange: TextRange;
  readonly title: string;
  readonly titleRange: TextRange;
}

/** A begin marker, what follows, and the end that closes it. */
interface Block {
  readonly begin: Marker | undefined;
  /** Undefined when the file has no end for it; the block then ends where the next one begins. */
  readonly end: Marker | undefined;
  /** From the first unit of its first line to the last unit of its last line; no line end. */
  readonly range: TextRange;
  /** What closed a block that has no end: a begin of the same kind, something else, or the end of the text. */
  readonly interruptedBy: Marker | undefined;
}

/** `## group_begin` with its tags, and the tasks up to its end: those of one type and priority. */
export interface Group extends Block {
  readonly begin: Marker;
  /** The decorated heading under the marker, without its `##`. */
  readonly heading: TextRange | undefined;
  readonly tasks: readonly Task[];
  readonly comments: readonly Comment[];
}

/** A task block, or a header that stands in none. */
export interface Task extends Block {
  /** Undefined for a header that stands in no task block. */
  readonly begin: Marker | undefined;
  readonly header: TaskHeader | undefined;
  readonly fields: readonly Field[];
  readonly group: Group | undefined;
}

/** A label, bold or a heading, and the value that follows it up to the next one or the end of its task. */
export interface Field {
  /** The name as it is written, without markup and colon. */
  readonly name: string;
  readonly nameRange: TextRange;
  /** The known field that the name is, or that it is one slip away from. */
  readonly known: FieldName | undefined;
  readonly style: 'bold' | 'heading';
  /** The name with its markup: `**Plan:**` or `### Plan`. */
  readonly label: TextRange;
  /** The value without white space at its ends; empty, behind the label, where there is none. */
  readonly value: TextRange;
  /** From the label to the end of the value. */
  readonly range: TextRange;
}

/** An entry of TASK_INDEX.md. */
export interface IndexEntry extends Block {
  readonly begin: Marker;
  readonly id: Tag | undefined;
  /** Its `key: value` lines, in order. */
  readonly attributes: readonly Attribute[];
}

/** A line `key: value` of an index entry. */
export interface Attribute {
  readonly key: string;
  readonly value: TextRange;
}

/** An HTML comment. What is in it is neither marker nor field. */
export interface Comment {
  /** From `<!--` to the end of the line with `-->`, or of the last line that it can be said to hide. */
  readonly range: TextRange;
  readonly closed: boolean;
}

/** A fenced code block. What is in it is neither marker nor field. */
export interface Fence {
  /** From the opening fence to the end of the closing one, or of the last line that it can be said to hide. */
  readonly range: TextRange;
  readonly closed: boolean;
}
