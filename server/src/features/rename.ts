import {
  LSPErrorCodes,
  type PrepareRenameResult,
  type RenameParams,
  ResponseError,
  type TextDocumentPositionParams,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { idFormOf, type Mention, mentionsOf, taskIdPattern } from '#core';
import { changedMeanwhile } from '../messages.ts';
import type { Services } from '../services.ts';
import { filesOf } from '../workspace/queueFiles.ts';
import { type TaskFile, toRange } from '../workspace/taskFile.ts';
import type { WorkspaceEdits } from '../workspace/workspaceEdits.ts';
import { type AskedId, askedId, ourFiles, type Scope, scopeOf, tasksMeant } from './idScope.ts';

/** Only ids can be renamed, and only where renaming changes them: not in paths, nor in entries of another queue. */
export async function prepareRename(
  services: Services,
  params: TextDocumentPositionParams,
): Promise<PrepareRenameResult | null> {
  const asked = await askedId(services, params);
  if (!asked) return null;
  const { start } = asked.range;
  const isChanged = changedMentions(asked.file, asked.id, scopeOf(services, asked)).some(
    ({ range }) => range.start === start,
  );
  return isChanged ? { range: toRange(asked.file, asked.range), placeholder: asked.id } : null;
}

/**
 * Gives a task another id, in all files in which the old one means it. The archive is among them, although nothing else
 * there changes: an id that is left behind would name no task. The names of files stay, and so do paths with the id in them.
 *
 * @throws ResponseError when the new id is none, or in use, or when it cannot be told which task is meant
 */
export async function rename(
  services: Services,
  edits: WorkspaceEdits,
  params: RenameParams,
): Promise<WorkspaceEdit | null> {
  const before = services.files.open(params.textDocument.uri);
  await readAnew(services);
  const asked = await askedId(services, params);
  // The position means a place in the text as it was when somebody asked.
  if (before !== services.files.open(params.textDocument.uri)) throw failure(changedMeanwhile);
  if (!asked) throw failure('There is no task id here. Put the cursor on one.');
  const newId = params.newName.trim();
  if (newId === asked.id) return null;
  const refused = refusal(services, asked, newId);
  if (refused !== undefined) throw failure(refused);
  const scope = scopeOf(services, asked);
  return edits.of(
    scope.files.map((file) => ({
      file,
      edits: changedMentions(file, asked.id, scope).map(({ range }) => ({ range, newText: newId })),
    })),
  );
}

/** The places of an id in a file that get the new one. */
function changedMentions(file: TaskFile, id: string, { isMeant }: Scope): Mention[] {
  return mentionsOf(file.document, id).filter(({ range, isInPath }) => !isInPath && isMeant(file, range));
}

function refusal(services: Services, asked: AskedId, newId: string): string | undefined {
  const form = idFormOf(
    tasksMeant(services, asked.file.uri, asked.id)[0]?.file.document ?? asked.file.document,
  );
  if (!form.isFormOf(newId) && !taskIdPattern.test(newId))
    return `“${newId}” is no task id. Write one like ${form.name}.`;
  const user = ourFiles(services).find((file) => isUsed(services, file, newId));
  if (user) {
    const free = form.nextFree(
      services.today(),
      ourFiles(services).map(({ document }) => document.text),
    );
    return `${newId} is already in use, in ${nameOf(user)}. Choose another one; ${free} is free.`;
  }
  const { meanings } = scopeOf(services, asked);
  if (meanings > 1)
    return `${String(meanings)} queues have a task ${asked.id}. Rename it in a file of the queue that is meant.`;
  return undefined;
}

function isUsed({ workspace }: Services, file: TaskFile, id: string): boolean {
  if (workspace.known.tasks(id).some((place) => place.file.uri === file.uri)) return true;
  return mentionsOf(file.document, id).some(({ isInPath }) => !isInPath);
}

/** Reads the files of every queue that are not open: edits must fit what is on disk. */
async function readAnew({ workspace }: Services): Promise<void> {
  await workspace.ready();
  const anyOfEach = workspace.queues.flatMap(
    (queue) => [...filesOf(queue), queue.tasks ?? []].flat()[0] ?? [],
  );
  for (const { uri } of anyOfEach) await workspace.freshQueueOf(uri);
}

function nameOf({ uri }: TaskFile): string {
  return uri.slice(uri.lastIndexOf('/') + 1);
}

function failure(message: string): ResponseError<undefined> {
  return new ResponseError(LSPErrorCodes.RequestFailed, message);
}
