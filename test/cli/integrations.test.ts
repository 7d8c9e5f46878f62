import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fileKind } from '#core';
import { agentBacklog } from '../commandLine.ts';
import { Folder } from '../folder.ts';

interface Pattern {
  readonly regexp: string;
  readonly file: number;
  readonly line: number;
  readonly column: number;
  readonly severity: number;
  readonly message: number;
  readonly code: number;
}
interface Manifest {
  readonly contributes: { readonly problemMatchers: readonly { readonly pattern: Pattern }[] };
}

describe('what others read of the output', () => {
  it('is what the problem matchers of VS Code and GitHub take', async () => {
    const { contributes } = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
    const { problemMatcher } = JSON.parse(readFileSync('.github/agent-backlog-matcher.json', 'utf8')) as {
      problemMatcher: readonly { readonly pattern: readonly Pattern[] }[];
    };
    const pattern = contributes.problemMatchers[0]?.pattern ?? assert.fail();
    assert.deepEqual(problemMatcher[0]?.pattern, [pattern]);
    const sample = new Folder().withSample();
    const { stdout } = await agentBacklog(sample.path, ['check']);
    sample.remove();
    const regexp = new RegExp(pattern.regexp);
    const matches = stdout.split('\n').flatMap((line) => {
      const match = regexp.exec(line);
      return match
        ? [
            [pattern.file, pattern.line, pattern.column, pattern.severity, pattern.code].map(
              (at) => match[at],
            ),
          ]
        : [];
    });
    assert.deepEqual(matches, [
      ['BACKLOG.md', '53', '73', 'error', 'missing-plan'],
      ['BACKLOG.md', '117', '41', 'warning', 'tag-typo'],
      ['BACKLOG.md', '119', '48', 'info', 'mojibake'],
      ['BACKLOG.md', '138', '1', 'error', 'short-plan'],
    ]);
  });

  it('comes from the files for which pre-commit runs it', () => {
    const hooks = readFileSync('.pre-commit-hooks.yaml', 'utf8');
    const patterns = [...hooks.matchAll(/^ {2}files: (.*)$/gm)].map(
      ([, pattern = '']) => new RegExp(pattern),
    );
    assert.equal(patterns.length, 2);
    const paths = [
      'BACKLOG.md',
      'a/SECURITY_BACKLOG.md',
      'TODO.md',
      'ARCHIVE/ARCHIVE.md',
      'TASK_INDEX.md',
      'TASKS.md',
    ];
    const others = ['MYTODO.md', 'TODO.mdx', 'docs/todo.md', 'BACKLOG.md.orig', 'README.md'];
    for (const path of [...paths, ...others])
      for (const pattern of patterns) assert.equal(pattern.test(path), fileKind(path) !== undefined, path);
  });
});
