import assert from 'node:assert/strict';
import {
  type ClientCapabilities,
  DefinitionRequest,
  DocumentLinkRequest,
  HoverRequest,
  type Location,
  type LocationLink,
  type MarkupContent,
  type Range,
  ReferencesRequest,
  RenameRequest,
  type SymbolInformation,
  type TextDocumentPositionParams,
  type WorkspaceEdit,
  WorkspaceSymbolRequest,
} from 'vscode-languageserver-protocol/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { file, group, task } from '../sampleTasks.ts';
import { LanguageClient, pulling } from './languageClient.ts';

export const [first, second, third, free] = [
  'TASK-20260301-001',
  'TASK-20260301-002',
  'TASK-20260301-003',
  'TASK-20260301-009',
] as const;
export const entry = (id: string, location: string): string =>
  `## index_entry_begin\n[id:${id}]\nstatus: todo  \nlocation: ${location}  \ntitle: Tides\n## index_entry_end`;

/** A workspace with two queues, and a TODO.md that is none of ours. */
export const files = {
  'plans/BACKLOG.md': file(
    '# Backlog',
    group(
      'dev',
      'high',
      `<!-- Tasks ${second} moved to TODO.md on 2026-03-01 -->`,
      task({ id: first, dependencies: second }),
    ),
  ),
  'plans/TODO.md': file('# Active', task({ id: second, title: 'Chart the coast', status: 'in-progress' })),
  'plans/ARCHIVE.md': file(
    '# Done',
    task({ id: third, title: 'Buy a boat', status: 'done' }).replace(
      '## task_end',
      `**Final Summary:** Led to ${first}.\n## task_end`,
    ),
  ),
  'plans/TASK_INDEX.md': file('# Index', entry(first, 'BACKLOG.md'), entry(second, 'TODO.md')),
  'plans/TASKS.md': `# How we work\r\n\r\nTake ${first}, not ${first}-A.\r\n`,
  'web/BACKLOG.md': file(
    group(
      'docs',
      'low',
      task({ id: `${first}-A`, type: 'docs', dependencies: `None, but see ${first} and docs/${first}.md` }),
    ),
  ),
  'other/TODO.md': `- [ ] ${first}\n`,
  'docs/tides.md': 'Tides\n',
};

export const capable: ClientCapabilities = {
  ...pulling,
  textDocument: {
    ...pulling.textDocument,
    hover: { contentFormat: ['markdown', 'plaintext'] },
    definition: { linkSupport: true },
    rename: { prepareSupport: true },
  },
};

/** A client in the workspace of the files above, and of more or other ones. */
export async function start(
  capabilities: ClientCapabilities = capable,
  more: Readonly<Record<string, string>> = {},
): Promise<IdClient> {
  const client = new IdClient();
  for (const [name, text] of Object.entries({ ...files, ...more })) client.write(name, text);
  await client.start(capabilities, undefined, ['']);
  return client;
}

/** A client that asks about ids. Places are given by a file and a text in it, and come back as `file:line text`. */
export class IdClient extends LanguageClient {
  nameOf(uri: string): string {
    return uri.slice(this.uri('').replace(/\/?$/, '/').length);
  }

  /** What a range of a file on disk covers, with the file and its line, one-based. */
  shown(uri: string, range: Range): string {
    const text = this.read(decodeURIComponent(this.nameOf(uri)));
    const document = TextDocument.create(uri, 'markdown', 0, text);
    return `${this.nameOf(uri)}:${String(range.start.line + 1)} ${document.getText(range)}`;
  }

  /** A place in a file, which is opened: so many characters behind the start of some text. */
  async at(name: string, text: string, offset = 0): Promise<TextDocumentPositionParams> {
    const uri = await this.open(name, this.read(name));
    const document = this.document(uri);
    const found = document.getText().indexOf(text);
    assert.notEqual(found, -1, `“${text}” is in ${name}`);
    return { textDocument: { uri }, position: document.positionAt(found + offset) };
  }

  /** What a hover covers, and its text. */
  async hoverAt(name: string, text: string, offset = 0): Promise<string | undefined> {
    const found = await this.connection.sendRequest(HoverRequest.type, await this.at(name, text, offset));
    if (!found) return undefined;
    const { value } = found.contents as MarkupContent;
    return `${this.shown(this.uri(name), found.range ?? assert.fail('a range'))}\n\n${value}`;
  }

  async definitionAt(name: string, text: string, offset = 0): Promise<string[]> {
    const found = await this.connection.sendRequest(
      DefinitionRequest.type,
      await this.at(name, text, offset),
    );
    return ((found ?? []) as (Location | LocationLink)[]).map((one) =>
      'targetUri' in one
        ? this.shown(one.targetUri, one.targetSelectionRange)
        : this.shown(one.uri, one.range),
    );
  }

  async referencesAt(name: string, text: string, includeDeclaration = true): Promise<string[]> {
    const found = await this.connection.sendRequest(ReferencesRequest.type, {
      ...(await this.at(name, text)),
      context: { includeDeclaration },
    });
    return (found ?? []).map(({ uri, range }) => this.shown(uri, range));
  }

  async rename(name: string, text: string, newName: string): Promise<WorkspaceEdit | null> {
    return this.connection.sendRequest(RenameRequest.type, { ...(await this.at(name, text)), newName });
  }

  /** Applies an edit to the files on disk, and says which ones it changed, with how many edits. */
  async apply(edit: WorkspaceEdit | null): Promise<string[]> {
    const changed: string[] = [];
    for (const change of edit?.documentChanges ?? assert.fail('an edit')) {
      if (!('edits' in change)) assert.fail('edits alone');
      const { uri } = change.textDocument;
      const name = this.nameOf(uri);
      const document = TextDocument.create(uri, 'markdown', 0, this.read(name));
      const edits = change.edits.map((one) => ('newText' in one ? one : assert.fail()));
      await this.changeOnDisk(name, TextDocument.applyEdits(document, edits));
      changed.push(`${name} ${String(edits.length)}`);
    }
    return changed;
  }

  /** The links of a file: what they cover, and where they lead. */
  async linksOf(name: string): Promise<string[]> {
    const uri = await this.open(name, this.read(name));
    const links = await this.connection.sendRequest(DocumentLinkRequest.type, { textDocument: { uri } });
    return (links ?? []).map(
      ({ range, target = '' }) => `${this.shown(uri, range)} → ${this.nameOf(target)}`,
    );
  }

  async tasksFor(query: string): Promise<SymbolInformation[]> {
    return (await this.connection.sendRequest(WorkspaceSymbolRequest.type, {
      query,
    })) as SymbolInformation[];
  }
}
