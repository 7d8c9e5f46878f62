import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { relative } from 'node:path';
import {
  type Diagnostic,
  DiagnosticSeverity,
  WorkspaceDiagnosticRequest,
} from 'vscode-languageserver-protocol/node';
import { agentBacklog } from '../commandLine.ts';
import { LanguageClient, pulling } from '../protocol/languageClient.ts';
import { corpus, seeds } from '../realFiles.ts';

interface Told {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly severity: string;
  readonly code: string;
  readonly message: string;
}

describe('the command line and an editor', () => {
  let client: LanguageClient;

  beforeEach(() => {
    client = new LanguageClient();
  });
  afterEach(() => client.stop());

  it('find the same in the whole corpus', async function () {
    const files = [
      ...corpus(),
      ...seeds().map(({ name, text }) => ({ path: `seeds/${name}/BACKLOG.md`, text })),
    ];
    if (files.length === 0) return this.skip();
    for (const { path, text } of files) client.write(path, text);
    await client.start(pulling, undefined, ['']);
    const { items } = await client.connection.sendRequest(WorkspaceDiagnosticRequest.type, {
      previousResultIds: [],
    });
    const inEditor = items.flatMap((item) =>
      item.kind === 'full' ? item.items.map((one) => told(client.folder, item.uri, one)) : [],
    );
    const { stdout, stderr } = await agentBacklog(client.folder, ['check', '--format', 'json']);
    assert.equal(stderr, '');
    const { problems: onCommandLine } = JSON.parse(stdout) as { problems: Told[] };
    assert.ok(onCommandLine.length > 500, `${String(onCommandLine.length)} problems`);
    assert.deepEqual(sorted(onCommandLine), sorted(inEditor));
  });
});

function told(folder: string, uri: string, { range, severity, code, message }: Diagnostic): Told {
  return {
    file: relative(folder, fileURLToPath(uri)),
    line: range.start.line + 1,
    column: range.start.character + 1,
    endLine: range.end.line + 1,
    endColumn: range.end.character + 1,
    severity: severities.get(severity) ?? 'none',
    code: String(code),
    message: typeof message === 'string' ? message : message.value,
  };
}

const severities: ReadonlyMap<DiagnosticSeverity | undefined, string> = new Map([
  [DiagnosticSeverity.Error, 'error'],
  [DiagnosticSeverity.Warning, 'warning'],
  [DiagnosticSeverity.Information, 'information'],
  [DiagnosticSeverity.Hint, 'hint'],
]);

/** As lines: what differs is then told by the line. */
function sorted(problems: readonly Told[]): string[] {
  return problems
    .map(
      ({ file, line, column, endLine, endColumn, severity, code, message }) =>
        `${file}:${String(line)}:${String(column)}-${String(endLine)}:${String(endColumn)} ${severity} ${code} ${message}`,
    )
    .sort();
}
