import assert from 'node:assert/strict';
import {
  DocumentHighlightKind,
  DocumentHighlightRequest,
  PrepareRenameRequest,
} from 'vscode-languageserver-protocol/node';
import { file, group, task } from '../sampleTasks.ts';
import { pulling } from './languageClient.ts';
import { capable, entry, files, first, free, type IdClient, second, start, third } from './idClient.ts';

describe('ids', () => {
  let client: IdClient;
  afterEach(() => client.stop());

  describe('definition', () => {
    it('leads from a mention to the header, and from there to the index', async () => {
      client = await start();
      const header = [`plans/BACKLOG.md:10 ${first}`];
      assert.deepEqual(await client.definitionAt('plans/TASKS.md', first), header);
      assert.deepEqual(await client.definitionAt('plans/TASK_INDEX.md', first), header);
      assert.deepEqual(await client.definitionAt('web/BACKLOG.md', `see ${first}`, 4), header);
      assert.deepEqual(await client.definitionAt('plans/BACKLOG.md', `[id:${first}`, 4), [
        `plans/TASK_INDEX.md:4 ${first}`,
      ]);
      assert.deepEqual(await client.definitionAt('plans/ARCHIVE.md', `[id:${third}`, 4), [
        `plans/ARCHIVE.md:4 ${third}`,
      ]);
      assert.deepEqual(await client.definitionAt('plans/TODO.md', 'Chart'), []);
      assert.deepEqual(await client.definitionAt('other/TODO.md', first), []);
    });

    it('is the index entry of a task that is nowhere', async () => {
      client = await start(capable, { 'plans/TODO.md': file('# Active', '## task_begin\n## task_end') });
      assert.deepEqual(await client.definitionAt('plans/BACKLOG.md', `:** ${second}`, 4), [
        `plans/TASK_INDEX.md:11 ${second}`,
      ]);
    });

    it('is a plain location for a client that knows no links', async () => {
      client = await start(pulling);
      assert.deepEqual(await client.definitionAt('plans/TASKS.md', first), [`plans/BACKLOG.md:10 ${first}`]);
    });

    it('stays in the queue where that has the id', async () => {
      client = await start(capable, { 'web/TODO.md': file(task({ id: second, type: 'docs' })) });
      assert.deepEqual(await client.definitionAt('plans/BACKLOG.md', `:** ${second}`, 4), [
        `plans/TODO.md:4 ${second}`,
      ]);
      await client.close(client.uri('plans/BACKLOG.md'));
      assert.deepEqual((await client.referencesAt('web/TODO.md', second)).sort(), [
        `web/TODO.md:2 ${second}`,
      ]);
    });
  });

  it('finds all references, with the declaration or without it', async () => {
    client = await start();
    const all = [
      `plans/ARCHIVE.md:12 ${first}`,
      `plans/BACKLOG.md:10 ${first}`,
      `plans/TASKS.md:3 ${first}`,
      `plans/TASK_INDEX.md:4 ${first}`,
      `web/BACKLOG.md:9 ${first}`,
      `web/BACKLOG.md:9 ${first}`,
    ];
    assert.deepEqual(await client.referencesAt('plans/TASKS.md', first), all);
    assert.deepEqual(
      await client.referencesAt('plans/TASKS.md', first, false),
      all.filter((one) => !one.includes('BACKLOG.md:10')),
    );
    assert.deepEqual(await client.referencesAt('other/TODO.md', first), []);
  });

  it('highlights the id in its file', async () => {
    client = await start();
    const params = await client.at('plans/TODO.md', second);
    const found = (await client.connection.sendRequest(DocumentHighlightRequest.type, params)) ?? [];
    assert.deepEqual(
      found.map(({ range, kind }) => [client.shown(client.uri('plans/TODO.md'), range), kind]),
      [[`plans/TODO.md:4 ${second}`, DocumentHighlightKind.Write]],
    );
  });

  describe('rename', () => {
    it('is offered on ids alone', async () => {
      client = await start();
      const prepare = async (name: string, text: string, offset = 0): Promise<unknown> =>
        client.connection.sendRequest(PrepareRenameRequest.type, await client.at(name, text, offset));
      assert.deepEqual(await prepare('plans/TASKS.md', first, 3), {
        range: { start: { line: 2, character: 5 }, end: { line: 2, character: 22 } },
        placeholder: first,
      });
      assert.equal(await prepare('plans/TODO.md', 'Chart'), null);
      assert.ok(await prepare('web/BACKLOG.md', `see ${first}`, 4));
      assert.equal(await prepare('web/BACKLOG.md', `docs/${first}`, 5), null, 'paths stay as they are');
      assert.equal(await prepare('plans/TODO.md', 'type:dev'), null);
      assert.equal(await prepare('other/TODO.md', first), null);
    });

    it('changes every file and takes itself back, byte for byte', async () => {
      client = await start();
      const read = (): string[] => Object.keys(files).map((name) => client.read(name));
      const before = read();
      const changed = [
        'plans/ARCHIVE.md 1',
        'plans/BACKLOG.md 1',
        'plans/TASKS.md 1',
        'plans/TASK_INDEX.md 1',
        'web/BACKLOG.md 1',
      ];
      assert.deepEqual(await client.apply(await client.rename('plans/TASK_INDEX.md', first, free)), changed);
      const after = read();
      assert.deepEqual(
        after,
        Object.entries(files).map(([name, text]) =>
          name === 'other/TODO.md' ? text : text.replace(/(?<!\/)TASK-20260301-001(?!-A)/g, free),
        ),
      );
      await client.close(client.uri('plans/TASK_INDEX.md'));
      assert.deepEqual(await client.apply(await client.rename('plans/TASK_INDEX.md', free, first)), changed);
      assert.deepEqual(read(), before);
    });

    it('carries the versions of open files', async () => {
      client = await start();
      const edit = await client.rename('plans/TODO.md', second, free);
      const versions = edit?.documentChanges?.map((change) =>
        'edits' in change ? [client.nameOf(change.textDocument.uri), change.textDocument.version] : [],
      );
      assert.deepEqual(versions, [
        ['plans/BACKLOG.md', null],
        ['plans/TASK_INDEX.md', null],
        ['plans/TODO.md', 1],
      ]);
    });

    it('is made from what is on disk, whatever the client has told', async () => {
      client = await start();
      await client.hoverAt('plans/TODO.md', second);
      client.write('plans/TASKS.md', `# Longer than it was\n\nNow ${second} counts.\n`);
      const edit = await client.rename('plans/TODO.md', second, free);
      const change = edit?.documentChanges?.find(
        (one) => 'edits' in one && one.textDocument.uri.endsWith('TASKS.md'),
      );
      assert.ok(change && 'edits' in change);
      assert.deepEqual(
        change.edits.map(({ range }) => range.start),
        [{ line: 2, character: 4 }],
      );
    });

    it('refuses what is no id, or one that is in use', async () => {
      client = await start();
      await assert.rejects(
        client.rename('plans/TODO.md', second, 'coast'),
        /“coast” is no task id\. Write one like TASK-YYYYMMDD-NNN\./,
      );
      await assert.rejects(
        client.rename('plans/TODO.md', second, third),
        /TASK-20260301-003 is already in use, in ARCHIVE\.md\. Choose another one; TASK-\d{8}-\d{3} is free\./,
      );
      await assert.rejects(client.rename('plans/TODO.md', second, `${first}-A`), /in use/);
      await assert.rejects(client.rename('plans/TODO.md', 'Chart', free), /no task id here/);
      assert.equal(await client.rename('plans/TODO.md', second, second), null);
    });

    it('stays out of a queue with a task of the same id', async () => {
      client = await start(capable, {
        'web/TODO.md': file(task({ id: second, type: 'docs' })),
        'api/TODO.md': file(task({ id: free, dependencies: second })),
      });
      const fresh = 'TASK-20260301-010';
      await assert.rejects(
        client.rename('api/TODO.md', second, fresh),
        /2 queues have a task TASK-20260301-002/,
      );
      assert.deepEqual(await client.apply(await client.rename('web/TODO.md', second, fresh)), [
        'api/TODO.md 1',
        'web/TODO.md 1',
      ]);
    });

    it('tells the entries of an index that serves several queues apart', async () => {
      const index = file(entry(second, 'plans/TODO.md'), entry(second, 'web/TODO.md'));
      client = await start(capable, {
        'web/TODO.md': file(task({ id: second, type: 'docs' })),
        'TASK_INDEX.md': index,
      });
      assert.deepEqual(await client.referencesAt('web/TODO.md', second), [
        `TASK_INDEX.md:9 ${second}`,
        `web/TODO.md:2 ${second}`,
      ]);
      await client.apply(await client.rename('web/TODO.md', second, free));
      assert.equal(
        client.read('TASK_INDEX.md'),
        file(entry(second, 'plans/TODO.md'), entry(free, 'web/TODO.md')),
      );
    });
  });

  it('knows the ids of a queue that has a form of its own', async () => {
    const [one, two] = ['FEAT-001', 'FEAT-002'];
    client = await start(capable, {
      'web/BACKLOG.md': file(
        group('docs', 'low', task({ id: one }), task({ id: two }), task({ id: 'FEAT-003' })),
      ),
      'web/TODO.md': file(
        '# Active',
        task({ id: 'FEAT-004', dependencies: `${two}, FEAT-0021, as in FEAT-099` }),
      ),
    });
    assert.deepEqual(await client.definitionAt('web/TODO.md', two), [`web/BACKLOG.md:17 ${two}`]);
    assert.equal((await client.linksOf('web/TODO.md'))[0], `web/TODO.md:7 ${two} → web/BACKLOG.md#L17`);
    assert.match((await client.hoverAt('web/TODO.md', two)) ?? '', /^FEAT-002 · todo/m);
    assert.equal(await client.hoverAt('web/TODO.md', 'FEAT-099'), undefined);
    await assert.rejects(client.rename('web/TODO.md', two, 'FEAT002'), /Write one like FEAT-001\./);
    await assert.rejects(
      client.rename('web/TODO.md', two, 'FEAT-099'),
      /in TODO\.md\. Choose another one; FEAT-100 is free/,
    );
    assert.deepEqual(await client.apply(await client.rename('web/TODO.md', two, 'FEAT-100')), [
      'web/BACKLOG.md 1',
      'web/TODO.md 1',
    ]);
    assert.match(client.read('web/TODO.md'), /\*\* FEAT-100, FEAT-0021, as/);
  });
});
