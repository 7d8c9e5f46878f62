import { deepStrictEqual, match, ok } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { catalogue, type CommandDeclaration, type CommandId } from '../../client/src/commands/catalogue.ts';

const { contributes } = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
const texts = JSON.parse(readFileSync('package.nls.json', 'utf8')) as Record<string, string>;
const commands = Object.entries(catalogue) as [CommandId, CommandDeclaration][];

describe('the manifest', () => {
  it('uses every text, and has a text for every key', () => {
    const used = new Set(strings(contributes).flatMap((text) => /^%(.+)%$/.exec(text)?.[1] ?? []));
    deepStrictEqual([...used].sort(), Object.keys(texts).sort());
    for (const [key, text] of Object.entries(texts)) ok(text.trim() !== '', key);
  });

  it('asks only for context keys that are set', () => {
    for (const condition of conditions(contributes))
      for (const key of keysOf(condition)) ok(known.has(key), `${key} in ${condition}`);
  });

  it('has nothing in a menu that is no command', () => {
    const declared = contributes.commands.map(({ command }) => command);
    deepStrictEqual(declared, Object.keys(catalogue));
    for (const { command } of Object.values(contributes.menus).flat())
      ok(declared.includes(command), command);
  });

  it('gives an icon to what is shown as one', () => {
    for (const [id, { icon, viewTitle, viewItem = [] }] of commands) {
      const groups = [viewTitle?.group ?? '', ...viewItem.map(({ group }) => group)];
      const shown = groups.some((group, at) => (at === 0 ? /^navigation\b/ : /^inline\b/).test(group));
      deepStrictEqual(icon !== undefined, shown, id);
    }
  });

  it('has for each item of the view all its inline actions in the context menu as well', () => {
    for (const [id, { viewItem = [] }] of commands) {
      const at = (inline: boolean): string[] =>
        viewItem.filter(({ group }) => group.startsWith('inline') === inline).flatMap(({ of }) => of);
      for (const item of at(true)) ok(at(false).includes(item), `${id} on ${item}`);
    }
  });

  it('titles commands as VS Code does', () => {
    for (const [id, { title }] of commands) match(title, /^[A-Z][\w’' ]*[^.…]$/, id);
  });
});

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string }[]>>;
  };
}

/** What VS Code sets, and what the client does. */
const known: ReadonlySet<string> = new Set([
  'resourceFilename',
  'workspaceFolderCount',
  'view',
  'viewItem',
  'agentBacklog.state',
  'agentBacklog.filtered',
]);

function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(strings) : [];
}

function conditions(value: unknown): string[] {
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, one]) =>
    key === 'when' && typeof one === 'string' ? [one] : conditions(one),
  );
}

/** The keys of a `when` clause: what stands first in each of its parts. */
function keysOf(condition: string): string[] {
  return condition.split(/&&|\|\|/).map((part) => part.trim().replace(/^!/, '').split(/\s/, 1)[0] ?? '');
}
