import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import fc from 'fast-check';
import { type FileKind, fileKind, parse } from '#core';
import { corpus, seeds } from '../realFiles.ts';
import { queueOf } from '../sampleQueue.ts';
import { anyQueue } from './arbitraries.ts';
import { followEdits } from './followEdits.ts';
import { holdsForAnyText } from './invariants.ts';
import { everyMove } from './moves.ts';
import { damaged, mutations } from './mutations.ts';
import { nothingIsLost } from './nothingIsLost.ts';

/**
 * `FUZZ_RUNS=100000 npm run test:unit -- -g damaged` tries that many texts for each of what is said here, others each time;
 * `FUZZ_SEED` makes them the same ones again. Without either they are always the same few.
 */
const { FUZZ_RUNS, FUZZ_SEED } = process.env;
const seed = FUZZ_SEED ?? (FUZZ_RUNS === undefined ? '20260301' : undefined);
const parameters = {
  numRuns: Number(FUZZ_RUNS ?? 250),
  ...(seed !== undefined && { seed: Number(seed) }),
};

/** Parts of task files that somebody wrote, short enough that a million take minutes: the sample's, and real ones. */
const parts: { readonly kind: FileKind; readonly text: string }[] = [
  ...readdirSync('sample')
    .filter((name) => fileKind(name) !== undefined)
    .map((name) => ({ path: name, text: readFileSync(join('sample', name), 'utf8') })),
  ...seeds().map(({ text }) => ({ path: 'BACKLOG.md', text })),
  ...corpus().filter(({ path, text }) => !path.startsWith('other-dialects') && text.length < 60_000),
].flatMap(({ path, text }) => {
  const kind = fileKind(path);
  if (kind === undefined) return [];
  const lines = text.split(/(?<=\n)/);
  return Array.from({ length: Math.ceil(lines.length / 30) }, (_, at) => ({
    kind,
    text: lines.slice(at * 30, at * 30 + 60).join(''),
  }));
});

const anyDamaged = fc
  .tuple(fc.nat({ max: parts.length - 1 }), mutations)
  .map(([at, all]) => ({ kind: parts[at]?.kind ?? 'backlog', text: damaged(parts[at]?.text ?? '', all) }));

describe('a damaged file', function () {
  // A million take as long as they take.
  this.timeout(0);

  for (const [what, holds] of Object.entries(holdsForAnyText)) {
    it(what, () => {
      fc.assert(
        fc.property(anyDamaged, ({ text, kind }) => {
          holds(text, kind);
        }),
        parameters,
      );
    });
  }

  it('is checked while somebody types as it is when it is opened', () => {
    const anyEdits = fc.array(
      fc.record({
        at: fc.nat({ max: 1000 }),
        length: fc.nat({ max: 8 }),
        newText: fc.string({ unit: 'binary', maxLength: 4 }),
      }),
      { minLength: 1, maxLength: 4 },
    );
    let live = 0;
    fc.assert(
      fc.property(anyDamaged, anyEdits, ({ text }, all) => {
        live += followEdits('BACKLOG.md', text, all);
      }),
      parameters,
    );
    assert.ok(live > 0, 'No edit was of one task alone.');
  });

  it('loses nothing by a move', () => {
    const all = fc.option(mutations, { nil: [] });
    fc.assert(
      fc.property(anyQueue, all, all, all, all, (queue, ofBacklog, ofTodo, ofArchive, ofIndex) => {
        const texts = {
          backlog: damaged(queue.backlog, ofBacklog),
          todo: damaged(queue.todo, ofTodo),
          archive: damaged(queue.archive, ofArchive),
          index: damaged(queue.index, ofIndex),
        };
        for (const move of everyMove(queueOf(texts))) nothingIsLost(queueOf(texts), move);
      }),
      parameters,
    );
  });

  it('is read whatever its bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), (text) => {
        for (const kind of ['backlog', 'todo', 'archive', 'index', 'tasks'] as const) parse(text, kind);
      }),
      parameters,
    );
  });
});
