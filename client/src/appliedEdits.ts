import { CancellationTokenSource, Range, type TextDocument, Uri, workspace, WorkspaceEdit } from 'vscode';
import type { LanguageClientOptions, WorkspaceEdit as ServerEdit } from 'vscode-languageclient';
import { entryKind } from './files.ts';

/** A file before and after an edit; no text before is a file that the edit has created. */
interface Change {
  readonly uri: string;
  readonly before: string | undefined;
  readonly after: string;
}

type EditMiddleware = NonNullable<NonNullable<LanguageClientOptions['middleware']>['workspace']>;

/**
 * The last edit that the server had applied, to be taken back on the user's wish. VS Code's own undo would ask first
 * whether all files are meant.
 */
export class AppliedEdits {
  #last: readonly Change[] = [];

  /** For the client: what it applies is remembered. */
  readonly handleApplyEdit: NonNullable<EditMiddleware['handleApplyEdit']> = async (params, next) => {
    const before = await textsOf(urisOf(params));
    const result = await next(params, new CancellationTokenSource().token);
    if (!('applied' in result) || !result.applied) return result;
    const after = await textsOf([...before.keys()]);
    this.#last = [...after].flatMap(([uri, text]) =>
      text === undefined ? [] : { uri, before: before.get(uri), after: text },
    );
    return result;
  };

  /**
   * Gives what takes back the edit that was applied last, if that changed just these files.
   *
   * @returns a function that takes it back in all files, or tells that one of them has changed since, and does nothing
   */
  undoOf(uris: readonly string[]): (() => Promise<'undone' | 'changed'>) | undefined {
    const changes = this.#last;
    const isIt = changes.length === uris.length && changes.every(({ uri }) => uris.includes(uri));
    return isIt && changes.length > 0 ? () => undo(changes) : undefined;
  }
}

function urisOf({ edit: { documentChanges = [], changes = {} } }: { edit: ServerEdit }): string[] {
  const uris = documentChanges.flatMap((change) =>
    'textDocument' in change ? change.textDocument.uri : 'uri' in change ? change.uri : [],
  );
  return [...new Set([...uris, ...Object.keys(changes)])];
}

async function undo(changes: readonly Change[]): Promise<'undone' | 'changed'> {
  const documents = await documentsOf(changes.map(({ uri }) => uri));
  // From the look at the texts up to the edit nothing is waited for: what is typed meanwhile would move its places.
  if (changes.some(({ uri, after }) => documents.get(uri)?.getText() !== after)) return 'changed';
  const edit = new WorkspaceEdit();
  const saved: TextDocument[] = [];
  for (const { uri, before, after } of changes) {
    const document = documents.get(uri);
    if (before === undefined || !document) {
      edit.deleteFile(Uri.parse(uri));
      continue;
    }
    if (!document.isDirty) saved.push(document);
    const { start, end } = difference(after, before);
    const range = new Range(document.positionAt(start), document.positionAt(after.length - end));
    edit.replace(document.uri, range, before.slice(start, before.length - end));
  }
  // As the edit itself was, it is saved where the user wants that of what goes over several files.
  if (!(await workspace.applyEdit(edit, { isRefactoring: true }))) return 'changed';
  for (const document of saved) if (document.isDirty) await document.save();
  return 'undone';
}

/** How many characters at the start and at the end two texts have in common, in whole lines. */
function difference(a: string, b: string): { start: number; end: number } {
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a[start] === b[start]) start++;
  let end = 0;
  while (end < shorter - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  // Whole lines, so that no line ending and no character is cut in two.
  while (start > 0 && a[start - 1] !== '\n') start--;
  while (end > 0 && a[a.length - 1 - end] !== '\n') end--;
  return { start, end };
}

/** The texts of files as the editor has them; undefined where there is no such file. */
async function textsOf(uris: readonly string[]): Promise<Map<string, string | undefined>> {
  return new Map([...(await documentsOf(uris))].map(([uri, document]) => [uri, document?.getText()]));
}

/** Files as the editor has them; undefined where there is no such file. */
async function documentsOf(uris: readonly string[]): Promise<Map<string, TextDocument | undefined>> {
  const documents = uris.map(async (uri): Promise<[string, TextDocument | undefined]> => {
    const file = Uri.parse(uri);
    const open = workspace.textDocuments.find((document) => document.uri.toString() === file.toString());
    if (open) return [uri, open];
    return [uri, (await entryKind({ uri })) === 'file' ? await workspace.openTextDocument(file) : undefined];
  });
  return new Map(await Promise.all(documents));
}
