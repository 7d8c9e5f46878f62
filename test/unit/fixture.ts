import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MoveFix, TextRange } from '#core';

/**
 * A case of a rule, read from marked text. Directives are lines that begin with `%%`:
 *
 *     %% file BACKLOG.md                 the file's path (BACKLOG.md when left out)
 *     %% finds The message               once for each «marked» range of the text, in order
 *     %% related 2 The message           (repeatable) a place that the second finding refers to (1 when the number is left out),
 *                                        once for each ⟦marked⟧ range of the text and then of the other files, in order;
 *                                        a case with one names all
 *     %% also other-code                 another rule that rightly speaks up on this text (repeatable)
 *     %% setting requiredFields Plan     (repeatable) a setting, its value as JSON
 *     %% exists docs/a.md                (repeatable) a file that exists; with one, it is known which do
 *     %% incomplete                      the workspace has more queues than are known
 *     ## task_begin                      the text, with «marks» around what is found; none: nothing is found
 *     %% beside todo/TODO.md             (repeatable) another file, and below it its text; one whose path begins
 *     ## task_begin                      with ../ belongs to another queue
 *     %% fix 2 Title of the fix          a fix of the second finding (1 when the number is left out), and below it
 *     ## task_begin                      the whole text once it is applied; (safe) behind the title: it is safe;
 *                                        (move archive) or (move demote): it is that move, and has no text
 *
 * A case with other files or files that exist is checked in these surroundings, any other one by itself.
 */
export interface RuleCase {
  readonly name: string;
  readonly file: string;
  readonly text: string;
  readonly ranges: readonly TextRange[];
  readonly messages: readonly string[];
  /** The places that findings refer to, in text order, those in other files last; undefined where the case names none. */
  readonly related: readonly ExpectedPlace[] | undefined;
  readonly also: readonly string[];
  readonly settings: Readonly<Record<string, unknown>>;
  readonly beside: readonly OtherFile[];
  /** The files that exist; undefined where that is not known. */
  readonly exists: readonly string[] | undefined;
  readonly complete: boolean;
  readonly fixes: readonly ExpectedFix[];
}

/** Another file, by its path from the folder of the case's queue. */
export interface OtherFile {
  readonly path: string;
  readonly text: string;
}

export interface ExpectedPlace {
  /** Zero-based index of the finding that refers to it. */
  readonly finding: number;
  readonly message: string;
  /** The path of the other file that it is in; undefined for a place in the case's own text. */
  readonly path: string | undefined;
  readonly range: TextRange;
}

export interface ExpectedFix {
  /** Zero-based index of the finding that it belongs to. */
  readonly finding: number;
  readonly title: string;
  readonly safe: boolean;
  /** What is moved how, or the text once the fix is applied. */
  readonly outcome: { readonly move: MoveFix['move'] } | { readonly text: string };
}

/** All cases of a rule: the files of `test/fixtures/rules/CODE/`. */
export function readRuleCases(code: string): RuleCase[] {
  const folder = join(fixtures, 'rules', code);
  const names = readdirSync(folder).sort();
  return names.map((name) =>
    readRuleCase(name.replace(/\.md$/, ''), readFileSync(join(folder, name), 'utf8')),
  );
}

export const fixtures = join('test', 'fixtures');

/** The text without its «marks» and ⟦marks⟧, and the ranges that each kind enclosed. Marks can be empty: `«»`. */
export function unmark(marked: string): { text: string; ranges: TextRange[]; related: TextRange[] } {
  const ranges: TextRange[] = [];
  const related: TextRange[] = [];
  const open: { readonly start: number; readonly into: TextRange[] }[] = [];
  let text = '';
  for (const part of marked.split(/([«»⟦⟧])/)) {
    if (part === '«' || part === '⟦')
      open.push({ start: text.length, into: part === '«' ? ranges : related });
    else if (part === '»' || part === '⟧') {
      const { start, into } = open.pop() ?? assert.fail('An opening mark is missing.');
      into.push({ start, end: text.length });
    } else text += part;
  }
  assert.equal(open.length, 0, 'A closing mark is missing.');
  return { text, ranges: ranges.sort(inOrder), related: related.sort(inOrder) };
}

function inOrder(a: TextRange, b: TextRange): number {
  return a.start - b.start || a.end - b.end;
}

function readRuleCase(name: string, source: string): RuleCase {
  const main = { text: '' };
  let written = main;
  let file = 'BACKLOG.md';
  let complete = true;
  let exists: string[] | undefined;
  const messages: string[] = [];
  const references: string[] = [];
  const also: string[] = [];
  const settings: Record<string, unknown> = {};
  const beside: { path: string; text: string }[] = [];
  const fixes: ExpectedFix[] = [];
  for (const line of source.split(/(?<=\n)/)) {
    const [, verb, argument = ''] = /^%% (\w+) ?(.*)\n$/.exec(line) ?? [];
    if (verb === 'file') file = argument;
    else if (verb === 'finds') messages.push(argument);
    else if (verb === 'related') references.push(argument);
    else if (verb === 'also') also.push(argument);
    else if (verb === 'setting')
      settings[argument.split(' ', 1).join('')] = JSON.parse(argument.replace(/^\S+ /, ''));
    else if (verb === 'exists') (exists ??= []).push(argument);
    else if (verb === 'incomplete') complete = false;
    else if (verb === 'beside') {
      const other = { path: argument, text: '' };
      beside.push(other);
      written = other;
    } else if (verb === 'fix') {
      written = { text: '' };
      fixes.push(readFix(argument, written));
    } else if (verb !== undefined) assert.fail(`${name}: unknown directive %% ${verb}`);
    else written.text += line;
  }
  const { text, ranges, related } = unmark(main.text);
  assert.equal(messages.length, ranges.length, `${name}: as many %% finds as «marks»`);
  const places = related.map((range) => ({ path: undefined as string | undefined, range }));
  for (const other of beside) {
    const unmarked = unmark(other.text);
    other.text = unmarked.text;
    places.push(...unmarked.related.map((range) => ({ path: other.path, range })));
  }
  assert.equal(references.length, places.length, `${name}: as many %% related as ⟦marks⟧`);
  return {
    name,
    file,
    text,
    ranges,
    messages,
    related: places.length === 0 ? undefined : places.map((place, at) => readPlace(references[at], place)),
    also,
    settings,
    beside,
    exists,
    complete,
    fixes,
  };
}

function readPlace(argument = '', place: Pick<ExpectedPlace, 'path' | 'range'>): ExpectedPlace {
  const [, number = '1', message = ''] = /^(?:(\d+) )?(.*)$/.exec(argument) ?? [];
  return { finding: Number(number) - 1, message, ...place };
}

function readFix(argument: string, below: { readonly text: string }): ExpectedFix {
  const [, number = '1', title = '', remark, move] =
    /^(?:(\d+) )?(.*?)( \((?:safe|move (archive|demote))\))?$/.exec(argument) ?? [];
  const outcome = move === 'archive' || move === 'demote' ? { move } : below;
  return { finding: Number(number) - 1, title, safe: remark === ' (safe)', outcome } as ExpectedFix;
}
