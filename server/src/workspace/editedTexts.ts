import type { WorkspaceEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';

/** A file that an edit changes. */
export interface EditedText {
  readonly uri: string;
  /** Its text before; undefined where the edit creates it. */
  readonly before: string | undefined;
  readonly after: string;
}

/**
 * What an edit makes of files, in the order in which it changes them.
 *
 * @param edit one in the form of `documentChanges`
 * @param textOf the text of a file as it is before; undefined where there is none
 * @throws Error when the edit is of a kind that no move makes
 */
export function editedTexts(
  { documentChanges = [] }: WorkspaceEdit,
  textOf: (uri: string) => string | undefined,
): EditedText[] {
  const created = new Set<string>();
  const texts = new Map<string, EditedText>();
  for (const change of documentChanges) {
    if ('kind' in change) {
      if (change.kind !== 'create') throw new Error(`Files are not to be changed by ${change.kind}.`);
      created.add(change.uri);
      continue;
    }
    const { uri } = change.textDocument;
    const before = created.has(uri) ? undefined : textOf(uri);
    if (before === undefined && !created.has(uri)) throw new Error(`${uri} is not there.`);
    const document = TextDocument.create(uri, 'markdown', 0, texts.get(uri)?.after ?? before ?? '');
    const edits = change.edits.map((edit) => {
      if (!('newText' in edit)) throw new Error('Snippets are for editors.');
      return edit;
    });
    texts.set(uri, { uri, before, after: TextDocument.applyEdits(document, edits) });
  }
  return [...texts.values()];
}
