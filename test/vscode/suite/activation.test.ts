import * as vscode from 'vscode';
import { eventually } from '../eventually.ts';
import { equal, ok } from './assert.ts';

/** Written in by the bundler. */
declare const EXTENSION_ID: string;

describe('activation', () => {
  it('happens when a task file is opened', async () => {
    const extension = vscode.extensions.getExtension(EXTENSION_ID);
    ok(extension, `${EXTENSION_ID} is not installed`);
    const folder = vscode.workspace.workspaceFolders?.[0];
    ok(folder, 'no folder is open');
    const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, 'BACKLOG.md'));
    await vscode.window.showTextDocument(document);
    equal(document.languageId, 'markdown');
    await eventually('activation', () => extension.isActive);
    // Already under way: this only tells whether it has failed.
    await extension.activate();
  });
});
