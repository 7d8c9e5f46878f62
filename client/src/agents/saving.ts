import { type TextDocument, Uri, workspace } from 'vscode';

/** The documents that are not saved, by the reason. */
export interface Unsaved {
  /** The user had changed them before. */
  readonly theirs: readonly TextDocument[];
  /** They could not be saved. */
  readonly failed: readonly TextDocument[];
}

/** The URIs of all documents with changes that the user has not saved. */
export function unsavedDocuments(): ReadonlySet<string> {
  return new Set(workspace.textDocuments.filter(({ isDirty }) => isDirty).map(uriOf));
}

/**
 * Saves what was changed for an agent, who reads the disk. What the user had not saved before stays the user's to save.
 *
 * @param before the URIs of the documents that were not saved before the change
 * @param changed the URIs of the files that were changed
 */
export async function saveAllBut(before: ReadonlySet<string>, changed: readonly string[]): Promise<Unsaved> {
  const ours = new Set(changed.map((uri) => Uri.parse(uri).toString()));
  const dirty = workspace.textDocuments.filter((one) => one.isDirty && ours.has(uriOf(one)));
  const theirs = dirty.filter((one) => before.has(uriOf(one)));
  const failed: TextDocument[] = [];
  for (const document of dirty) {
    if (!theirs.includes(document) && !(await document.save())) failed.push(document);
  }
  return { theirs, failed };
}

/** What an agent is told of files that are not on the disk as it is told they are; nothing where all are. */
export function unsavedText({ theirs, failed }: Unsaved): string[] {
  return [
    ...textFor(theirs, 'because the user has unsaved changes there', 'once the user saves'),
    ...textFor(failed, 'because that failed', 'once it is saved'),
  ];
}

function textFor(documents: readonly TextDocument[], reason: string, when: string): string[] {
  if (documents.length === 0) return [];
  const paths = documents.map(({ uri }) => workspace.asRelativePath(uri)).join(', ');
  return [`Not saved, ${reason}: ${paths}. The change is in the editor, and on the disk ${when}.`];
}

function uriOf({ uri }: TextDocument): string {
  return uri.toString();
}
