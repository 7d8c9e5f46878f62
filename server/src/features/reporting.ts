import {
  type ClientCapabilities,
  type Connection,
  DocumentDiagnosticReportKind,
} from 'vscode-languageserver';
import { logFailure } from '../messages.ts';
import type { Services } from '../services.ts';
import { diagnostics, diagnosticsAbility } from './diagnostics.ts';
import { PushedDiagnostics } from './pushedDiagnostics.ts';
import { WorkspaceDiagnostics } from './workspaceDiagnostics.ts';

/** What has the problems reported anew. */
export interface Reporting {
  /** Takes note that somebody typed: a client that asks for diagnostics asks again by itself. */
  readonly typed: () => void;
  /** Takes note that something else has changed. */
  readonly changed: () => void;
}

/** Whether a client asks for diagnostics. To another one they are sent. */
export function pulls(client: ClientCapabilities): boolean {
  return client.textDocument?.diagnostic !== undefined;
}

/**
 * Registers the diagnostics of files, open or not.
 *
 * @param rulePages the URI of the folder of the rules' pages, ending in `/`
 */
export function registerDiagnostics(
  connection: Connection,
  { checker, workspace, files }: Services,
  client: ClientCapabilities,
  rulePages: string | undefined,
): Reporting {
  const terms = { client: diagnosticsAbility(client), rulePages, fileOf: files.known.bind(files) };
  const ofWorkspace = new WorkspaceDiagnostics(workspace, checker, terms);
  const pushed = pulls(client) ? undefined : new PushedDiagnostics(connection, workspace, checker, terms);

  connection.languages.diagnostics.on(async ({ textDocument, previousResultId }) => {
    const checked = await checker.report(textDocument.uri);
    if (!checked) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
    const { id } = checked;
    if (id === previousResultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId: id };
    return { kind: DocumentDiagnosticReportKind.Full, resultId: id, items: diagnostics(checked, terms) };
  });
  connection.languages.diagnostics.onWorkspace((request, token, _progress, partial) =>
    ofWorkspace.provide(request, token, partial?.report.bind(partial)),
  );

  const typed = (): void => {
    ofWorkspace.changed();
    pushed?.changed();
  };
  const changed = (): void => {
    typed();
    if (client.workspace?.diagnostics?.refreshSupport)
      logFailure(connection, connection.languages.diagnostics.refresh());
  };
  return { typed, changed };
}
