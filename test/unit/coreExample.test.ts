import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { transformSync } from 'esbuild';
import * as core from '#core';

describe('the example in docs/core.md', () => {
  it('prints what stands below it', () => {
    const page = readFileSync('docs/core.md', 'utf8');
    const [, code = '', expected = ''] =
      /^```ts\n([^]*?)^```\n\n^```text\n([^]*?)^```$/m.exec(page) ?? assert.fail('There is no example.');
    const { code: script } = transformSync(code, { loader: 'ts', format: 'cjs' });
    const printed: string[] = [];
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- it is our own page
    const run = new Function('require', 'print', script) as (
      require: () => typeof core,
      print: (line: string) => void,
    ) => void;
    run(
      () => core,
      (line) => printed.push(line),
    );
    assert.equal(`${printed.join('\n').trimEnd()}\n`, expected);
  });
});
