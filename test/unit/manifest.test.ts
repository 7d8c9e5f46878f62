import { deepStrictEqual, match, ok } from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { catalogue, type CommandDeclaration, type CommandId } from '../../client/src/commands/catalogue.ts';

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
const { contributes } = manifest;
const texts = JSON.parse(readFileSync('package.nls.json', 'utf8')) as Record<string, string>;
const commands = Object.entries(catalogue) as [CommandId, CommandDeclaration][];

describe('the manifest', () => {
  it('uses every text, and has a text for every key', () => {
    const used = new Set(strings(manifest).flatMap((text) => /^%(.+)%$/.exec(text)?.[1] ?? []));
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

  it('links only to commands that are there, in welcome and walkthrough', () => {
    const declared = new Set<string>([...Object.keys(catalogue), ...otherCommands]);
    const linked = Object.values(texts).flatMap((text) =>
      [...text.matchAll(/\]\(([^)]*)\)/g)].map(([, target = '']) => target),
    );
    ok(linked.length > 0);
    for (const target of linked) ok(declared.has(target.replace(/^command:/, '')), target);
  });

  it('ticks the steps of the walkthrough by commands and contexts that there are', () => {
    const declared = new Set<string>([...Object.keys(catalogue), ...otherCommands]);
    for (const { id, completionEvents } of steps) {
      ok(completionEvents.length > 0, id);
      for (const event of completionEvents) {
        const [, kind, what = ''] = /^(\w+):(.*)$/.exec(event) ?? [];
        if (kind === 'onContext') for (const key of keysOf(what)) ok(known.has(key), event);
        else ok(kind === 'onCommand' && declared.has(what), event);
      }
    }
  });

  it('has the pictures of the walkthrough, in colours of the theme', () => {
    for (const { media } of steps) {
      ok(existsSync(media.svg), media.svg);
      const picture = readFileSync(media.svg, 'utf8');
      ok(!/(?:fill|stroke)="(?!none"|var\(--vscode-)/.test(picture), media.svg);
      ok(!picture.includes('style'), `${media.svg}: the page of a walkthrough allows no styles`);
    }
  });

  it('is known to its client by its id', () => {
    const client = readFileSync('client/src/commands/pages.ts', 'utf8');
    ok(client.includes(`'${manifest.publisher}.${manifest.name}'`));
    ok(contributes.walkthroughs.every(({ id }) => client.includes(`'${id}'`)));
  });

  it('titles commands as VS Code does', () => {
    for (const [id, { title }] of commands) match(title, /^[A-Z][\w’' ]*[^.…]$/, id);
  });
});

interface Manifest {
  readonly publisher: string;
  readonly name: string;
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string }[]>>;
    readonly walkthroughs: readonly { readonly id: string; readonly steps: readonly Step[] }[];
  };
}

interface Step {
  readonly id: string;
  readonly media: { readonly svg: string };
  readonly completionEvents: readonly string[];
}

const steps = contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);

/** Those of VS Code itself, and of its views. */
const otherCommands = [
  'vscode.openFolder',
  'agentBacklog.queues.focus',
  'workbench.actions.view.problems',
  'editor.action.quickFix',
  'workbench.action.chat.open',
  'workbench.mcp.listServer',
];

/** What VS Code sets, and what the client does. */
const known: ReadonlySet<string> = new Set([
  'resourceFilename',
  'workspaceFolderCount',
  'view',
  'viewItem',
  'agentBacklog.state',
  'agentBacklog.filtered',
  // For commands that only rows of the view have.
  'false',
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
