import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { applyEdits, check, type EditFix, type Problem, rules, type TextRange } from '#core';
import { type ExpectedFix, type ExpectedPlace, fixtures, readRuleCases, type RuleCase } from './fixture.ts';
import { inSurroundings, uriOf } from './surroundings.ts';

const today = '2026-03-01';

/** The same case with other line ends and with a byte order mark: the rules must see no difference. */
const variants: readonly [string, (one: RuleCase) => RuleCase][] = [
  ['LF', (one) => one],
  ['CRLF', (one) => mapText(one, (text) => text.replaceAll('\n', '\r\n'))],
  [
    'BOM',
    (one) =>
      one.text.startsWith('\ufeff') ? one : mapText(one, (text) => `\ufeff${text}`, ['byte-order-mark']),
  ],
];

describe('rules', () => {
  it('have a folder of fixtures each, and there is no other folder', () => {
    assert.deepEqual(readdirSync(join(fixtures, 'rules')).sort(), rules.map((rule) => rule.code).sort());
  });

  for (const rule of rules) {
    describe(rule.code, () => {
      const cases = existsSync(join(fixtures, 'rules', rule.code)) ? readRuleCases(rule.code) : [];

      it('has a fixture in which it is found and one in which it is not', () => {
        assert.ok(
          cases.some((one) => one.ranges.length > 0),
          'found somewhere',
        );
        assert.ok(
          cases.some((one) => one.ranges.length === 0),
          'not found somewhere',
        );
      });

      it('has the kind of fix that it declares', () => {
        const fixes = cases
          .flatMap((one) => findings(rule.code, one))
          .flatMap((problem) => problem.fixes?.() ?? []);
        const kind = fixes.length === 0 ? 'none' : fixes.some((fix) => fix.safe) ? 'safe' : 'offered';
        assert.equal(kind, rule.fix);
      });

      for (const one of cases) {
        for (const [variant, transform] of variants) {
          // To put the mark in front of a case of this rule would be to change the case.
          if (rule.code === 'byte-order-mark' && variant === 'BOM') continue;
          it(`${one.name} (${variant})`, () => {
            checkCase(rule.code, transform(one));
          });
        }
      }
    });
  }
});

function mapText(one: RuleCase, map: (text: string) => string, also: readonly string[] = []): RuleCase {
  const mark = map('').length;
  const movedIn = (text: string, { start, end }: TextRange): TextRange => ({
    start: map(text.slice(0, start)).length,
    end: map(text.slice(0, end)).length,
  });
  assert.ok(mark <= 1);
  return {
    ...one,
    text: map(one.text),
    ranges: one.ranges.map((range) => movedIn(one.text, range)),
    related: one.related?.map((place) => {
      const { text } = one.beside.find(({ path }) => path === place.path) ?? one;
      return { ...place, range: movedIn(text, place.range) };
    }),
    also: [...one.also, ...also],
    beside: one.beside.map((other) => ({ ...other, text: map(other.text) })),
    fixes: one.fixes.map((fix) =>
      'text' in fix.outcome ? { ...fix, outcome: { text: map(fix.outcome.text) } } : fix,
    ),
  };
}

function checkCase(code: string, one: RuleCase): void {
  const everything = all(one, code);
  const problems = everything.filter((problem) => problem.code === code);
  assert.deepEqual(
    problems.map(({ range, message }) => ({
      text: one.text.slice(range.start, range.end),
      ...range,
      message,
    })),
    one.ranges.map((range, index) => ({
      text: one.text.slice(range.start, range.end),
      ...range,
      message: one.messages[index],
    })),
  );
  if (one.related) assert.deepEqual(placesOf(problems, one), one.related);
  const others = new Set(everything.map((problem) => problem.code));
  others.delete(code);
  for (const allowed of ['byte-order-mark', ...one.also]) others.delete(allowed);
  assert.deepEqual([...others], [], 'no other rule speaks up');
  const offered = problems.flatMap((problem, finding) =>
    (problem.fixes?.() ?? []).map((fix) => ({ finding, fix })),
  );
  assert.deepEqual(
    offered.map(({ finding, fix }): ExpectedFix => ({
      finding,
      title: fix.title,
      safe: fix.safe,
      outcome: 'move' in fix ? { move: fix.move } : { text: applyEdits(one.text, fix.edits) },
    })),
    one.fixes,
  );
  for (const { finding, fix } of offered) if ('edits' in fix) checkFixed(code, one, everything, finding, fix);
}

/** The places that problems refer to, in text order, those in other files last and in the order of these. */
function placesOf(problems: readonly Problem[], { beside }: RuleCase): ExpectedPlace[] {
  const pathOf = (uri: string): string => beside.find(({ path }) => uriOf(path) === uri)?.path ?? uri;
  const places = problems.flatMap(({ related = [] }, finding) =>
    related.map(({ message, range, file }) => ({ finding, message, path: file && pathOf(file.uri), range })),
  );
  const rank = ({ path }: ExpectedPlace): number => beside.findIndex((other) => other.path === path);
  return places.sort(
    (a, b) => rank(a) - rank(b) || a.range.start - b.range.start || a.range.end - b.range.end,
  );
}

/** Fixed text is checked again: the problem is gone, and no error came in its place. */
function checkFixed(
  code: string,
  one: RuleCase,
  before: readonly Problem[],
  finding: number,
  fix: EditFix,
): void {
  const after = all({ ...one, text: applyEdits(one.text, fix.edits) }, code);
  const count = (problems: readonly Problem[]): number =>
    problems.filter((problem) => problem.code === code).length;
  assert.ok(count(after) < count(before), `finding ${String(finding + 1)} is gone after “${fix.title}”`);
  const errors = (problems: readonly Problem[]): string[] =>
    problems.filter((problem) => problem.severity === 'error').map((problem) => problem.code);
  const known = new Set([...errors(before), ...one.also]);
  assert.deepEqual(
    errors(after).filter((error) => !known.has(error)),
    [],
    `no new error after “${fix.title}”`,
  );
}

function findings(code: string, one: RuleCase): Problem[] {
  return all(one, code).filter((problem) => problem.code === code);
}

function all(one: RuleCase, on?: string): Problem[] {
  // A rule that is off by default is tried switched on.
  const level = rules.find((rule) => rule.code === on && rule.level === 'off');
  const { document, around } = inSurroundings(one);
  const problems = check(document, {
    today,
    policy: one.settings,
    around,
    ...(level && { levels: { [level.code]: 'information' } }),
  });
  for (const { range, file } of problems.flatMap((problem) => problem.related ?? [])) {
    assert.notEqual(file?.document, document, 'a place in the file itself names no file');
    assert.ok(range.start <= range.end && range.end <= (file?.document ?? document).text.length);
  }
  return problems;
}
