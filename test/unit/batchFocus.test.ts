import assert from 'node:assert/strict';
import { applyEdits, parse, readBatchType, slice } from '#core';
import { writeBatchType } from '../../core/src/policy/batchFocus.ts';

/** The type that the batch focus of a file says, the text that says it, and the priority beside it. */
function batchType(text: string): readonly (string | null | undefined)[] {
  const said = readBatchType(parse(text, 'todo')) ?? assert.fail('no batch type');
  const priority = said.priority && slice(text, said.priority);
  return [said.type, slice(text, said.range), ...(priority === undefined ? [] : [priority])];
}

/** The text with another batch type. */
function written(text: string, type: string, priority?: string): string {
  return applyEdits(text, writeBatchType(parse(text, 'todo'), type, priority));
}

describe('readBatchType', () => {
  for (const [value, ...expected] of [
    [' docs', 'docs', 'docs'],
    [' docs ---', 'docs', 'docs'],
    [' Now [type:docs][priority:high]', 'docs', 'docs', 'high'],
    [' `[type:docs]`', 'docs', 'docs'],
    [' [type:docs][priority:]', 'docs', 'docs'],
    ['', null, ''],
    ['\n\nText', null, ''],
    ['\n  \nText', null, ''],
    ['\n---', null, ''],
    ['\n-----', null, ''],
    [' -', null, '-'],
    [' --- docs', undefined, '--- docs'],
    [' type: docs]', undefined, 'type: docs]'],
    [`\ndocs; ${'a'.repeat(194)}`, 'docs', 'docs'],
    [`\ndocs; ${'a'.repeat(195)}`, undefined, `docs; ${'a'.repeat(195)}`],
  ] as const) {
    it(`of ${JSON.stringify(value)}`, () => {
      assert.deepEqual(batchType(`**Batch Goal:** ops\n**Batch Type:**${value}\n`), expected);
    });
  }

  it('under a heading can stand below a blank line', () => {
    assert.deepEqual(batchType('### Batch Type\n\ndocs\n'), ['docs', 'docs']);
  });

  it('is unknown where no field says it', () => {
    assert.equal(readBatchType(parse('**Batch Goal:** docs\n', 'todo')), undefined);
  });
});

describe('writeBatchType', () => {
  for (const [before, after] of [
    ['**Batch Type:** docs; small', '**Batch Type:** ops; small'],
    ['**Batch Type:** [type:docs][priority:low]', '**Batch Type:** [type:ops][priority:high]'],
    ['**Batch Type:** [type:]', '**Batch Type:** [type:ops]'],
    ['**Batch Type:** [see below]', '**Batch Type:** ops'],
    ['**Batch Type:** (none)', '**Batch Type:** ops'],
    ['**Batch Type:**', '**Batch Type:** ops'],
    ['### Batch Type', '### Batch Type\nops'],
    ['**Batch Goal:** docs', '**Batch Goal:** docs'],
  ] as const) {
    it(`changes ${JSON.stringify(before)} as it is written`, () => {
      assert.equal(written(`${before}\n`, 'ops', 'high'), `${after}\n`);
    });
  }
});
