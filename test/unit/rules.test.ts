import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { applyEdits, check, type EditFix, type Problem, rules, type TextRange } from '#core';
import { file, task } from '../sampleTasks.ts';
import { type ExpectedFix, type ExpectedPlace, fixtures, readRuleCases, type RuleCase } from './fixture.ts';
import { inSurroundings, queueFile, surroundings } from './surroundings.ts';

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

  it('that are off in a kind of file stay off there, whatever a setting says', () => {
    const silent = rules.filter(({ levelIn }) => levelIn?.archive === 'off').map(({ code }) => code);
    const waiting = task({ id: 'TASK-20260301-001', plan: null, dependencies: 'TASK-20260301-001' });
    const own = queueFile('ARCHIVE.md', file(waiting));
    const levels = Object.fromEntries(silent.map((code) => [code, 'error' as const]));
    const found = check(own.document, { today, levels, around: surroundings(own, []) });
    assert.deepEqual(
      found.filter(({ code }) => silent.includes(code)),
      [],
    );
    const elsewhere = queueFile('TODO.md', own.document.text);
    const codes = check(elsewhere.document, { today, around: surroundings(elsewhere, []) }).map(
      ({ code }) => code,
    );
    assert.deepEqual(
      ['dependency-cycle', 'missing-plan'].filter((code) => silent.includes(code) && codes.includes(code)),
      ['dependency-cycle', 'missing-plan'],
    );
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
  const at = (offset: number): number => map(one.text.slice(0, offset)).length;
  const moved = ({ start, end }: TextRange): TextRange => ({ start: at(start), end: at(end) });
  assert.ok(mark <= 1);
  return {
    ...one,
    text: map(one.text),
    ranges: one.ranges.map(moved),
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
  const others = new Set(everything.map((problem) => problem.code));
  others.delete(code);
  for (const allowed of ['byte-order-mark', ...one.also]) others.delete(allowed);
  assert.deepEqual([...others], [], 'no other rule speaks up');
  if (one.related) assert.deepEqual(problems.flatMap(relatedPlaces(one)), one.related);
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

/** The places that are related to findings, as a fixture names them. */
function relatedPlaces(one: RuleCase): (problem: Problem, finding: number) => ExpectedPlace[] {
  return ({ related = [] }, finding) =>
    related.map(({ range, message, file }) => {
      const text = file?.document.text ?? one.text;
      return {
        finding,
        text: text.slice(range.start, range.end),
        line: text.slice(0, range.start).split('\n').length,
        file: file && one.beside.find(({ path }) => queueFile(path, '').uri === file.uri)?.path,
        message,
      };
    });
}

/** Fixed text is checked again: the problem is gone, and no error came in its place. */
function checkFixed(
  code: string,
  one: RuleCase,
  before: readonly Problem[],
  finding: number,
  fix: EditFix,
): void {
  for (const { range, newText } of fix.edits)
    assert.notEqual(
      one.text.slice(range.start, range.end),
      newText,
      `“${fix.title}” changes what it touches`,
    );
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
