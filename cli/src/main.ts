#!/usr/bin/env node
import process from 'node:process';
import { statusOf } from './exitStatus.ts';
import { run } from './program.ts';
import { visible } from './output/visible.ts';
import { processTerminal } from './terminal.ts';

/** Written in by the bundler. */
declare const VERSION: string;

// Whoever reads the output may stop before its end, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
const terminal = processTerminal(VERSION);
void run(process.argv.slice(2), terminal).then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    process.exitCode = statusOf(error);
    terminal.warn(`agent-backlog: ${visible(textOf(error))}\n`);
  },
);

function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return statusOf(error) === 70 ? (error.stack ?? error.message) : error.message;
}
