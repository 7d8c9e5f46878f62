import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type FileKind, fileKind, parse, slice, taskId } from '#core';
import { agentBacklog } from '../commandLine.ts';
import { file } from '../sampleTasks.ts';

/** The texts of files by their names. */
export type Texts = ReadonlyMap<string, string>;

/** A document that tasks name, so that a check has nothing to say of them. */
export const documentPath = 'docs/tides.md';

/** The instructions of a file of the dialect. */
export function instructions(...lines: readonly string[]): string {
  return ['<!--', 'SYSTEM INSTRUCTIONS', ...lines, '-->'].join('\n');
}

/** TASK_INDEX.md with an entry of every task of some files. */
export function indexOf(texts: Texts): string {
  const entries = blocksIn(texts).map(({ id, name, text }) => {
    const [, tags = '', title = ''] = /^### # (\S+) (.*)$/m.exec(text) ?? [];
    const tag = (key: string): string => new RegExp(`\\[${key}:([^\\]]+)`).exec(tags)?.[1] ?? '';
    return [
      '## index_entry_begin',
      `[id:${id}]`,
      ...['type', 'priority', 'component'].map((key) => `${key}: ${tag(key)}`),
      `status: ${statusOf(text)}`,
      `location: ${name}`,
      `title: ${title}`,
      '## index_entry_end',
    ].join('\n');
  });
  return file('# Where every task is', ...entries);
}

/** A task as it stands in a file. */
export interface PlacedBlock {
  readonly id: string;
  /** That of the file. */
  readonly name: string;
  /** All of its bytes. */
  readonly text: string;
}

/** The tasks of some files. */
export function blocksIn(texts: Texts): PlacedBlock[] {
  return [...texts].flatMap(([name, text]) => {
    const kind = fileKind(name);
    if (kind === undefined || !holdsBlocks.has(kind)) return [];
    return parse(text, kind).tasks.map((task) => ({
      id: taskId(task) ?? '',
      name,
      text: slice(text, task.range),
    }));
  });
}

const holdsBlocks: ReadonlySet<FileKind> = new Set<FileKind>(['backlog', 'todo', 'archive']);

export function statusOf(block: string): string {
  return /^\*\*Status:\*\* (\S+)$/m.exec(block)?.[1] ?? '';
}

/** The texts of the task files in a folder. */
export function textsOf(folder: string): Texts {
  const names = readdirSync(folder).filter((name) => fileKind(name) !== undefined);
  return new Map(names.sort().map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

/** What is in a folder beside its task files and documents: nothing, where nobody was killed. */
export function remainsIn(folder: string): string[] {
  return readdirSync(folder).filter((name) => fileKind(name) === undefined && name !== dirname(documentPath));
}

/** Writes task files, and what they name. */
export function put(folder: string, texts: Texts): void {
  mkdirSync(join(folder, dirname(documentPath)), { recursive: true });
  for (const [name, text] of [...texts, [documentPath, '# Tides\n'] as const])
    writeFileSync(join(folder, name), text);
}

export interface Problem {
  readonly file: string;
  readonly severity: string;
  readonly code: string;
  readonly message: string;
}

/** The errors and warnings that a check finds. */
export async function problemsIn(folder: string, ...options: readonly string[]): Promise<Problem[]> {
  const { stdout, stderr } = await agentBacklog(folder, ['check', '--format', 'json', ...options]);
  assert.equal(stderr, '');
  const { problems } = JSON.parse(stdout) as { problems: Problem[] };
  return problems.filter(({ severity }) => severity === 'error' || severity === 'warning');
}
