#!/usr/bin/env node
import process from 'node:process';
import { visibleLine } from '#server/features/hoverText';
import { messagesOf } from './disk/errors.ts';
import { exitStatus, statusOf } from './exitStatus.ts';
import { run } from './program.ts';
import { visible } from './output/visible.ts';
import { processTerminal } from './terminal.ts';

/** Written in by the bundler. */
declare const VERSION: string;

// Whoever reads the output may stop before its end, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') return;
  terminal.warn(`agent-backlog: The output cannot be written: ${visibleLine(error.message)}\n`);
  process.exit(exitStatus.failed);
});
const terminal = processTerminal(VERSION);
void run(process.argv.slice(2), terminal).then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    process.exitCode = statusOf(error);
    terminal.warn(`agent-backlog: ${textOf(error)}\n`);
  },
);

/** What is said of an error. Each message is one line, whatever is called with line breaks. */
function textOf(error: unknown): string {
  const text = messagesOf(error).map(visibleLine).join('\n');
  const isDefect = error instanceof Error && statusOf(error) === exitStatus.failed;
  return isDefect && error.stack ? visible(error.stack.replace(error.message, () => text)) : text;
}
