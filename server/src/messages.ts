import type { Connection, MessageType, ShowMessageParams } from 'vscode-languageserver';
import { messageOf } from '#core';

/** What the user is told when a file is no longer what it was. */
export const changedMeanwhile = 'The files have changed meanwhile. Nothing was done.';

/** A file is no longer what a change of it was made from. Nothing was done, and it can be tried again. */
export class ChangedMeanwhile extends Error {
  constructor(message = changedMeanwhile) {
    super(message);
  }
}

/** Shows a message to the user, without waiting for an answer. */
export function showMessage(connection: Connection, type: MessageType, message: string): void {
  const params: ShowMessageParams = { type, message };
  logFailure(connection, connection.sendNotification('window/showMessage', params));
}

/** Writes a line to the client's output when something fails that nobody waits for. */
export function logFailure(connection: Connection, promise: Promise<unknown>): void {
  promise.catch((error: unknown) => {
    logError(connection, error);
  });
}

/** Writes a line to the client's output about something that failed. */
export function logError(connection: Connection, error: unknown): void {
  connection.console.error(messageOf(error));
}
