import type { ClientCapabilities, CreateFile, TextDocumentEdit, WorkspaceEdit } from 'vscode-languageserver';
import { inTextOrder, type TextEdit } from '#core';
import { type TaskFile, toRange } from './taskFile.ts';

/** A change of one file: edits of one that exists, or the text of one that is to be created. */
export type FileChange =
  | { readonly file: TaskFile | undefined; readonly edits: readonly TextEdit[] }
  | { readonly uri: string; readonly create: string };

/** Puts changes of files in protocol terms, as far as the client understands them. */
export class WorkspaceEdits {
  readonly #versioned: boolean;
  readonly #creates: boolean;
  readonly #mayConvertLineEnds: boolean;

  constructor(capabilities: ClientCapabilities) {
    const edit = capabilities.workspace?.workspaceEdit;
    // Operations on files stand in `documentChanges` alone: a client that does them takes those, even where it does not say
    // so, as Neovim does not.
    this.#versioned = edit?.documentChanges ?? edit?.resourceOperations !== undefined;
    this.#creates = this.#versioned && (edit?.resourceOperations?.includes('create') ?? false);
    this.#mayConvertLineEnds = edit?.normalizesLineEndings === undefined;
  }

  /**
   * One edit over all files, in the order given. Open files carry their version, so that a client refuses the edit
   * when one of them has changed meanwhile.
   *
   * @throws Error when a file is to be created and the client cannot
   */
  of(changes: readonly FileChange[]): WorkspaceEdit {
    const needed = this.#asClientHolds(
      changes.filter((change) => 'create' in change || change.edits.length > 0),
    );
    if (this.#versioned) {
      const all = needed.flatMap((change) => this.#documentChanges(change));
      // VS Code undoes as one what stands together: files that are created, and texts that are edited.
      const creations = all.filter((change) => 'kind' in change);
      return { documentChanges: [...creations, ...all.filter((change) => !('kind' in change))] };
    }
    const edits: NonNullable<WorkspaceEdit['changes']> = {};
    for (const change of needed) {
      if ('create' in change) throw cannotCreate(change.uri);
      if (change.file) edits[change.file.uri] = textEdits(change.file, change.edits);
    }
    return { changes: edits };
  }

  /**
   * The changes with the line ends that the client has in its texts. Emacs takes the carriage returns away when it opens a
   * file and puts them back when it saves it, and a text with others in it would get them twice.
   */
  #asClientHolds(changes: readonly FileChange[]): readonly FileChange[] {
    const open = changes.flatMap((change) =>
      'file' in change && change.file?.version != null ? change.file : [],
    );
    const converts =
      this.#mayConvertLineEnds &&
      open.length > 0 &&
      open.every(({ document }) => !document.text.includes('\r'));
    if (!converts) return changes;
    return changes.map((change) =>
      'create' in change
        ? change
        : {
            ...change,
            edits: change.edits.map((edit) => ({ ...edit, newText: edit.newText.replaceAll('\r\n', '\n') })),
          },
    );
  }

  #documentChanges(change: FileChange): (TextDocumentEdit | CreateFile)[] {
    if ('create' in change) {
      if (!this.#creates) throw cannotCreate(change.uri);
      const start = { line: 0, character: 0 };
      return [
        { kind: 'create', uri: change.uri },
        {
          textDocument: { uri: change.uri, version: null },
          edits: [{ range: { start, end: start }, newText: change.create }],
        },
      ];
    }
    const { file } = change;
    if (!file) return [];
    return [{ textDocument: { uri: file.uri, version: file.version }, edits: textEdits(file, change.edits) }];
  }
}

/** The URIs of the files that an edit changes or creates, each once, in its order. */
export function changedUris({ documentChanges = [], changes = {} }: WorkspaceEdit): string[] {
  const uris = documentChanges.flatMap((change) =>
    'textDocument' in change ? change.textDocument.uri : 'uri' in change ? change.uri : [],
  );
  return [...new Set([...uris, ...Object.keys(changes)])];
}

function textEdits(
  file: TaskFile,
  edits: readonly TextEdit[],
): { range: ReturnType<typeof toRange>; newText: string }[] {
  // Clients apply edits of one place in the order given: what is inserted there comes before what is deleted.
  return inTextOrder(edits).map(({ range, newText }) => ({ range: toRange(file, range), newText }));
}

function cannotCreate(uri: string): Error {
  const name = uri.slice(uri.lastIndexOf('/') + 1);
  return new Error(
    `There is no ${name} yet, and this editor cannot create files for the language server. Create an empty one.`,
  );
}
