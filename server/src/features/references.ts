import type { ReferenceParams, TextDocumentPositionParams } from 'vscode-languageserver';
import { type DocumentHighlight, DocumentHighlightKind, type Location } from 'vscode-languageserver-types';
import type { Services } from '../services.ts';
import { toRange } from '../workspace/taskFile.ts';
import { askedId, mentionsIn, scopeOf } from './idScope.ts';

/** Every place at which an id is mentioned, in all files in which it means the same task. */
export async function references(services: Services, params: ReferenceParams): Promise<Location[]> {
  const asked = await askedId(services, params);
  if (!asked) return [];
  const tasks = services.workspace.known.tasks(asked.id);
  const { files, isMeant } = scopeOf(services, asked);
  return files.flatMap((file) =>
    mentionsIn(file, asked.id, tasks)
      .filter(({ range }) => isMeant(file, range))
      .filter(({ isDeclaration }) => params.context.includeDeclaration || !isDeclaration)
      .map(({ range }) => ({ uri: file.uri, range: toRange(file, range) })),
  );
}

/** The same within one document; a task's own header stands out. */
export async function documentHighlights(
  services: Services,
  params: TextDocumentPositionParams,
): Promise<DocumentHighlight[]> {
  const asked = await askedId(services, params);
  if (!asked) return [];
  const tasks = services.workspace.known.tasks(asked.id);
  return mentionsIn(asked.file, asked.id, tasks).map(({ range, isDeclaration }) => ({
    range: toRange(asked.file, range),
    kind: isDeclaration ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
  }));
}
