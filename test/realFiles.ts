import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Where the real task files are that tests read when they are there: `seeds/` and `corpus/` below the folder that
 * `AGENT_BACKLOG_CORPUS` names, else below `shared` beside the repository. They are other people's text and no part
 * of it.
 */
const root = process.env['AGENT_BACKLOG_CORPUS'] ?? join('..', 'shared');

/** The texts of the real backlogs that the product must serve first; empty where they are absent. */
export function seeds(): { name: string; text: string }[] {
  const folder = join(root, 'seeds');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .sort()
    .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
}

/** Every file below a folder of the corpus, by its path from there; empty where it is absent. */
export function corpus(folder = ''): { path: string; text: string }[] {
  const start = join(root, 'corpus', folder);
  if (!existsSync(start)) return [];
  return readdirSync(start, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.md'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => ({ path: path.slice(start.length + 1), text: readFileSync(path, 'utf8') }));
}
