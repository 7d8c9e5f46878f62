import { type TextDocument, Uri, workspace } from 'vscode';

/** The URIs of all documents with changes that the user has not saved. */
export function unsavedDocuments(): ReadonlySet<string> {
  return new Set(workspace.textDocuments.filter(({ isDirty }) => isDirty).map(uriOf));
}

/**
 * Saves what was changed for an agent, who reads the disk. What the user had not saved before stays the user's to save.
 *
 * @param before the URIs of the documents that were not saved before the change
 * @param changed the URIs of the files that were changed
 * @returns the documents that are not saved
 */
export async function saveAllBut(
  before: ReadonlySet<string>,
  changed: readonly string[],
): Promise<TextDocument[]> {
  const ours = new Set(changed.map((uri) => Uri.parse(uri).toString()));
  const dirty = workspace.textDocuments.filter((one) => one.isDirty && ours.has(uriOf(one)));
  const left: TextDocument[] = [];
  for (const document of dirty) {
    const isSaved = !before.has(uriOf(document)) && (await document.save());
    if (!isSaved) left.push(document);
  }
  return left;
}

/** What an agent is told of files that are not on the disk as it is told they are. */
export function leftUnsaved(documents: readonly TextDocument[]): string {
  const paths = documents.map(({ uri }) => workspace.asRelativePath(uri)).join(', ');
  return `Not saved, because the user has unsaved changes there: ${paths}. The change is in the editor, and on the disk once the user saves.`;
}

function uriOf({ uri }: TextDocument): string {
  return uri.toString();
}
