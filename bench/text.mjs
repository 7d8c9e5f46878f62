import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';

/** Other people's text is read where it is; see test/realFiles.ts. */
const seeds = join(process.env.AGENT_BACKLOG_CORPUS ?? join('..', 'shared'), 'seeds');

/** What is measured: tasks of a real backlog, or of the sample where there is none. */
export const source = existsSync(seeds) ? 'a real backlog' : 'the sample backlog';

/**
 * A backlog of about so many UTF-16 code units: the head of the source up to its first task, and its tasks over and over, each
 * with an id of its own.
 */
export function backlogOf(size) {
  const text = sourceText();
  const first = text.search(/^## task_begin\s*$[^]*?^### # \[id:/m);
  const tasks = [...text.slice(first).matchAll(/^## task_begin$[^]*?^## task_end$/gm)].map(([task]) => task);
  const parts = [text.slice(0, first)];
  for (let length = first, count = 0; length < size; count++) {
    const day = String(20260101 + Math.floor(count / 999));
    const id = `TASK-${day}-${String((count % 999) + 1).padStart(3, '0')}`;
    const task = `${tasks[count % tasks.length].replace(/\[id:[^\]]*\]/, `[id:${id}]`)}\n\n---\n\n`;
    parts.push(task);
    length += task.length;
  }
  return `${parts.join('')}## group_end\n`;
}

function sourceText() {
  if (!existsSync(seeds)) return readFileSync('sample/BACKLOG.md', 'utf8');
  const texts = readdirSync(seeds).map((name) => readFileSync(join(seeds, name), 'utf8'));
  // The one that the budgets were set by has the tasks of type infra.
  return texts.find((text) => text.includes('[type:infra][priority:high]')) ?? texts[0];
}
