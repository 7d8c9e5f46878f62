import assert from 'node:assert/strict';
import {
  type ClientCapabilities,
  HoverRequest,
  type MarkupContent,
} from 'vscode-languageserver-protocol/node';
import { file, group, task } from '../sampleTasks.ts';
import { LanguageClient, pulling } from './languageClient.ts';

const [first, second] = ['TASK-20260301-001', 'TASK-20260301-002'];
const fiveSteps = '<!-- SYSTEM INSTRUCTIONS: a task block has a Plan with a minimum of 5 numbered steps. -->';
const editor: ClientCapabilities = {
  textDocument: { ...pulling.textDocument, codeLens: {}, hover: { contentFormat: ['plaintext'] } },
  workspace: { ...pulling.workspace, applyEdit: true },
};

describe('the instructions of a queue', () => {
  let client: LanguageClient;
  beforeEach(async () => {
    client = new LanguageClient();
    await client.start(editor);
  });
  afterEach(() => client.stop());

  const hover = async (uri: string, at: string): Promise<string> => {
    const document = client.document(uri);
    const position = document.positionAt(document.getText().indexOf(at) + 2);
    const answer = await client.connection.sendRequest(HoverRequest.type, {
      textDocument: { uri },
      position,
    });
    return (answer?.contents as MarkupContent | undefined)?.value ?? '';
  };

  it('in TODO.md count for a backlog without any, wherever something is said of it', async () => {
    const uri = await client.open(
      'BACKLOG.md',
      file(group('dev', 'high', task({ id: first }), task({ id: second }))),
    );
    await client.open('TODO.md', file('# Active', fiveSteps));
    assert.deepEqual(await client.problemCodes(uri), ['short-plan']);
    const [outline] = await client.symbols(uri);
    assert.equal(outline?.detail, '2 tasks, 2 incomplete');
    assert.match(await hover(uri, first), /short|few|Plan/i);
    assert.match(await hover(uri, 'dev, high'), /2 tasks, 2 incomplete/);
    assert.deepEqual(await client.lensTitles(uri), ['Promote 0 of 2', '2 incomplete', '≈ 4 days']);
  });

  it('in the backlog count for a TODO.md without any', async () => {
    await client.open('BACKLOG.md', file(fiveSteps, group('dev', 'high')));
    const uri = await client.open('TODO.md', file('# Active', task({ id: first })));
    assert.deepEqual(await client.problemCodes(uri), ['short-plan']);
    const [outline] = await client.symbols(uri);
    assert.match(outline?.detail ?? '', /incomplete: Plan/);
  });
});
