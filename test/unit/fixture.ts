import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TextRange } from '#core';

/**
 * A case of a rule, read from marked text. Directives are lines that begin with `%%`:
 *
 *     %% file BACKLOG.md                 the file's name (BACKLOG.md when left out)
 *     %% finds The message               once for each «marked» range of the text, in order
 *     %% also other-code                 another rule that rightly speaks up on this text (repeatable)
 *     %% setting requiredFields Plan     (repeatable) a setting, its value as JSON
 *     ## task_begin                      the text, with «marks» around what is found; none: nothing is found
 *     %% fix 2 Title of the fix          a fix of the second finding (1 when the number is left out), and below it
 *     ## task_begin                      the whole text once it is applied; (safe) behind the title: it is safe
 */
export interface RuleCase {
  readonly name: string;
  readonly file: string;
  readonly text: string;
  readonly ranges: readonly TextRange[];
  readonly messages: readonly string[];
  readonly also: readonly string[];
  readonly settings: Readonly<Record<string, unknown>>;
  readonly fixes: readonly ExpectedFix[];
}

export interface ExpectedFix {
  /** Zero-based index of the finding that it belongs to. */
  readonly finding: number;
  readonly title: string;
  readonly safe: boolean;
  readonly text: string;
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

/** The text without its «marks», and the ranges that they enclosed. Marks can be empty: `«»`. */
export function unmark(marked: string): { text: string; ranges: TextRange[] } {
  const ranges: TextRange[] = [];
  const open: number[] = [];
  let text = '';
  for (const part of marked.split(/([«»])/)) {
    if (part === '«') open.push(text.length);
    else if (part === '»')
      ranges.push({ start: open.pop() ?? assert.fail('A mark « is missing.'), end: text.length });
    else text += part;
  }
  assert.equal(open.length, 0, 'A mark » is missing.');
  return { text, ranges: ranges.sort((a, b) => a.start - b.start || a.end - b.end) };
}

function readRuleCase(name: string, source: string): RuleCase {
  let marked = '';
  let file = 'BACKLOG.md';
  const messages: string[] = [];
  const also: string[] = [];
  const settings: Record<string, unknown> = {};
  const fixes: { finding: number; title: string; safe: boolean; text: string }[] = [];
  for (const line of source.split(/(?<=\n)/)) {
    const [, verb, argument = ''] = /^%% (\w+) ?(.*)\n$/.exec(line) ?? [];
    const fix = fixes.at(-1);
    if (verb === 'file') file = argument;
    else if (verb === 'finds') messages.push(argument);
    else if (verb === 'also') also.push(argument);
    else if (verb === 'setting')
      settings[argument.split(' ', 1).join('')] = JSON.parse(argument.replace(/^\S+ /, ''));
    else if (verb === 'fix') fixes.push(readFix(argument));
    else if (verb !== undefined) assert.fail(`${name}: unknown directive %% ${verb}`);
    else if (fix) fix.text += line;
    else marked += line;
  }
  const { text, ranges } = unmark(marked);
  assert.equal(messages.length, ranges.length, `${name}: as many %% finds as «marks»`);
  return { name, file, text, ranges, messages, also, settings, fixes };
}

function readFix(argument: string): { finding: number; title: string; safe: boolean; text: string } {
  const [, number = '1', title = '', safe] = /^(?:(\d+) )?(.*?)( \(safe\))?$/.exec(argument) ?? [];
  return { finding: Number(number) - 1, title, safe: safe !== undefined, text: '' };
}
