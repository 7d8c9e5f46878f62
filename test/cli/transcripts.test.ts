import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import process from 'node:process';
import { agentBacklog } from '../commandLine.ts';
import { Folder } from '../folder.ts';

/**
 * What a terminal shows, as files: a line `$ agent-backlog …` for each command, below it what it prints, `2> ` before what
 * goes to standard error, and its status in brackets where it is not 0. Each file is played in a copy of the sample of its
 * own, one command after the other. `UPDATE_TRANSCRIPTS=1 npm run test:cli` writes them anew, to be read.
 */
const folder = 'test/cli/transcripts';

describe('the command line', () => {
  for (const name of readdirSync(folder)) {
    it(`prints what ${name} shows`, async () => {
      const path = `${folder}/${name}`;
      const expected = readFileSync(path, 'utf8');
      const actual = await play(commandsIn(expected));
      if (process.env['UPDATE_TRANSCRIPTS']) writeFileSync(path, actual);
      else assert.equal(actual, expected);
    });
  }
});

const prompt = '$ agent-backlog ';

function commandsIn(transcript: string): string[] {
  const lines = transcript.split('\n').filter((line) => line.startsWith(prompt));
  return lines.map((line) => line.slice(prompt.length));
}

async function play(commands: readonly string[]): Promise<string> {
  const sample = new Folder().withSample();
  try {
    let transcript = '';
    for (const command of commands) {
      const { status, stdout, stderr } = await agentBacklog(sample.path, wordsOf(command));
      const errors = stderr.replace(/^(?=.)/gm, '2> ');
      const ended = status === 0 ? '' : `[${String(status)}]\n`;
      transcript += `${prompt}${command}\n${stdout}${errors}${ended}\n`;
    }
    return transcript
      .replaceAll(sample.path, '/sample')
      .replaceAll(basename(sample.path), 'sample')
      .replace(today(), 'TODAY')
      .replace(todaysIds(), 'TASK-TODAY');
  } finally {
    sample.remove();
  }
}

/** The words of a command as a shell splits them, with double quotes. */
function wordsOf(command: string): string[] {
  return [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
}

function today(): RegExp {
  return new RegExp(dateOf(new Date()), 'g');
}

function todaysIds(): RegExp {
  return new RegExp(`TASK-${dateOf(new Date()).replaceAll('-', '')}`, 'g');
}

function dateOf(moment: Date): string {
  return [moment.getFullYear(), moment.getMonth() + 1, moment.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
}
