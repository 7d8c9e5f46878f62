import assert from 'node:assert/strict';
import { defaultSettings, type Settings } from '#core';
import { ConfigFiles } from '#server/workspace/configFiles';
import type { FileSystem } from '#server/workspace/fileSystem';

const root = 'file:///home/work';
const own = '.agent-backlog.json';
const todo = `${root}/web/plans/TODO.md`;
const batchOf = (batchSize: number): string => JSON.stringify({ batchSize });
const keyOf = (batchSize: number): string => JSON.stringify({ agentBacklog: { batchSize } });

describe('ConfigFiles', () => {
  let files: Map<string, string | Error>;
  let reads: string[];
  let warnings: string[];

  beforeEach(() => {
    files = new Map();
    reads = [];
    warnings = [];
  });

  const short = (uri: string): string => uri.slice(root.length + 1);
  const write = (path: string, content: string | Error): string => {
    files.set(`${root}/${path}`, content);
    return `${root}/${path}`;
  };
  const configFiles = (watched = true): ConfigFiles => {
    const fileSystem: FileSystem = {
      readFile: (uri) => {
        reads.push(short(uri));
        const content = files.get(uri);
        return content instanceof Error ? Promise.reject(content) : Promise.resolve(content);
      },
      kindOf: () => assert.fail('Files are only read.'),
      list: () => assert.fail('Files are only read.'),
      findTaskFiles: () => assert.fail('Files are only read.'),
    };
    return new ConfigFiles({
      fileSystems: { of: () => fileSystem },
      folderOf: (uri) => (uri.startsWith(`${root}/`) ? root : undefined),
      nameOf: short,
      watched,
      warn: (message) => warnings.push(message),
    });
  };
  const batchSize = async (of: ConfigFiles, uri = todo): Promise<number | null> =>
    (await of.settingsOf(uri, { ...defaultSettings, batchSize: 50 })).batchSize;

  it('finds the nearest one, no further up than the workspace folder, and merges nothing', async () => {
    files.set(`file:///home/${own}`, batchOf(9));
    assert.equal(await configFiles().of(todo), undefined);
    assert.equal(await batchSize(configFiles()), 50, 'the editor decides');
    write('package.json', keyOf(1));
    assert.equal(await batchSize(configFiles()), 1);
    write(own, batchOf(2));
    assert.equal(await batchSize(configFiles()), 2, 'it counts before package.json');
    write('web/package.json', '{ "name": "web" }');
    assert.equal(await batchSize(configFiles()), 2, 'a package.json without the key is none');
    write('web/package.json', keyOf(3));
    assert.equal(await batchSize(configFiles()), 3);
    write(`web/plans/${own}`, '{ "minimumPlanSteps": 1 }');
    assert.equal(await batchSize(configFiles()), null, 'what the nearest one leaves out has its default');
  });

  it('looks beside a file that is in no workspace folder, and nowhere else', async () => {
    files.set(`file:///home/${own}`, batchOf(9));
    files.set(`file:///home/other/${own}`, batchOf(4));
    assert.equal(await batchSize(configFiles(), 'file:///home/other/TODO.md'), 4);
    assert.equal(await batchSize(configFiles(), 'file:///home/other/plans/TODO.md'), 50);
    reads = [];
    assert.equal(await batchSize(configFiles(), 'untitled:BACKLOG.md'), 50);
    assert.deepEqual(reads, [], 'what is of another scheme may be no file');
  });

  it('takes for another view of a file what holds for the file', async () => {
    write(own, batchOf(2));
    assert.equal(await batchSize(configFiles(), 'git:/home/work/web/TODO.md?%7B%22ref%22%3A%22~%22%7D'), 2);
    assert.equal(await batchSize(configFiles(), 'git:/elsewhere/TODO.md?%7B%22ref%22%3A%22~%22%7D'), 50);
    assert.ok(!reads.some((path) => path.includes('?')), reads.join());
  });

  it('knows folders by their URIs, however they are spelt', async () => {
    write(`tasks%20of%20web/${own}`, batchOf(2));
    assert.equal(await batchSize(configFiles(), `${root}/tasks of web/TODO.md`), 2);
  });

  it('reads each file once, and gives the same settings until something changes', async () => {
    write('web/package.json', keyOf(3));
    const of = configFiles();
    const editor: Settings = { ...defaultSettings };
    const settings = await Promise.all([of.settingsOf(todo, editor), of.settingsOf(todo, editor)]);
    assert.equal(settings[0], settings[1]);
    assert.equal(settings[0], await of.settingsOf(`${root}/web/BACKLOG.md`, editor));
    assert.notEqual(settings[0], await of.settingsOf(todo, { ...editor }));
    assert.deepEqual(reads, [`web/plans/${own}`, 'web/plans/package.json', `web/${own}`, 'web/package.json']);
  });

  it('hears of files that come, change and go, and says whether that changes anything', async () => {
    const of = configFiles();
    assert.equal(await batchSize(of), 50);
    const key = write('web/package.json', '{ "name": "web" }');
    assert.equal(await of.changedOnDisk([key]), false, 'a package.json without the key');
    write('web/package.json', keyOf(3));
    assert.equal(await of.changedOnDisk([key]), true);
    assert.equal(await batchSize(of), 3);
    const before = await of.of(todo);
    write('web/package.json', '{ "version": "1.0.1", "agentBacklog": { "batchSize": 3 } }');
    assert.equal(await of.changedOnDisk([key]), false, 'the key is what it was');
    assert.equal(await of.of(todo), before);
    const nearest = write(`web/plans/${own}`, batchOf(4));
    assert.equal(await of.changedOnDisk([nearest]), true);
    assert.equal(await batchSize(of), 4);
    files.delete(nearest);
    assert.equal(await of.changedOnDisk([nearest], [nearest]), true);
    assert.equal(await batchSize(of), 3);
    write(`web/plans/${own}`, batchOf(4));
    await of.changedOnDisk([nearest]);
    assert.equal(await batchSize(of), 4);
    files.clear();
    const folder = `${root}/web`;
    assert.equal(await of.changedOnDisk([folder], [folder]), true, 'a folder goes with all that is in it');
    assert.equal(await batchSize(of), 50);
  });

  it('has who asks after a change wait for it', async () => {
    const of = configFiles();
    await batchSize(of);
    const changed = of.changedOnDisk([write(own, batchOf(2))]);
    assert.equal(await batchSize(of), 2);
    assert.equal(await changed, true);
  });

  it('hears of a change while a file is read', async () => {
    const of = configFiles();
    const uri = write(`web/plans/${own}`, batchOf(2));
    const before = batchSize(of);
    assert.deepEqual(reads.splice(0), [short(uri)]);
    files.delete(uri);
    assert.equal(await of.changedOnDisk([uri], [uri]), true);
    assert.deepEqual([await before, await batchSize(of)], [2, 50]);
  });

  it('looks at nothing else that changes', async () => {
    const of = configFiles();
    await batchSize(of);
    reads = [];
    for (const path of ['node_modules/thing/package.json', 'web/plans/TODO.md', 'web/tsconfig.json', 'docs'])
      assert.equal(await of.changedOnDisk([write(path, keyOf(2))], [`${root}/${path}`]), false);
    assert.deepEqual(reads, []);
  });

  it('reads files anew whenever they are asked for where nobody tells of changes', async () => {
    const of = configFiles(false);
    write(own, batchOf(2));
    const editor: Settings = { ...defaultSettings };
    const both = await Promise.all([of.settingsOf(todo, editor), of.settingsOf(todo, editor)]);
    assert.equal(both[0], both[1], 'the same text is the same');
    assert.equal(both[0], await of.settingsOf(todo, editor));
    write(own, batchOf(3));
    assert.equal(await batchSize(of), 3);
  });

  it('reads files anew as well where a watcher does not reach, outside the workspace folders', async () => {
    const of = configFiles();
    const uri = 'file:///home/other/TODO.md';
    assert.equal(await batchSize(of, uri), 50);
    files.set(`file:///home/other/${own}`, batchOf(4));
    assert.equal(await batchSize(of, uri), 4);
  });

  it('looks again where the workspace has other folders', async () => {
    const of = configFiles();
    await batchSize(of);
    write(own, batchOf(2));
    of.clear();
    assert.equal(await batchSize(of), 2);
  });

  it('tells once of what is wrong, and again when it is still wrong after a change', async () => {
    const of = configFiles();
    const uri = write(own, '{ "batchSize": "many", "minimumPlanSteps": 2 }');
    await Promise.all([of.of(todo), of.of(`${root}/TODO.md`)]);
    await of.of(todo);
    const message = `${own}: batchSize: Invalid input: expected number, received string. The default is used.`;
    assert.deepEqual(warnings, [message]);
    assert.deepEqual((await of.of(todo))?.messages, [message], 'they are there for who asks');
    write(own, '{ "batchSize": "many", "minimumPlanSteps": 3 }');
    await of.changedOnDisk([uri]);
    await of.of(todo);
    assert.deepEqual(warnings, [message, message]);
  });

  it('tells once of what is wrong where files are read anew, too', async () => {
    const of = configFiles(false);
    write(own, '{ "batchSize": "many" }');
    await Promise.all([of.of(todo), of.of(todo)]);
    await of.of(todo);
    assert.equal(warnings.length, 1);
  });

  it('says which file cannot be read, has the defaults meanwhile, and tries again', async () => {
    const of = configFiles();
    for (const name of [own, 'package.json']) {
      const uri = write(name, new Error('EACCES: permission denied'));
      await of.changedOnDisk([uri]);
      assert.equal(await batchSize(of), null);
      assert.equal(await batchSize(of), null);
      const message = `${name} cannot be read (EACCES: permission denied). The defaults are used.`;
      assert.deepEqual(warnings.splice(0), [message]);
      write(name, name === own ? batchOf(2) : keyOf(2));
      assert.equal(await batchSize(of), 2);
      files.delete(uri);
      await of.changedOnDisk([uri], [uri]);
    }
  });

  it('says that something has changed when a file that could not be read can be', async () => {
    const of = configFiles();
    const uri = write(own, new Error('EACCES: permission denied'));
    await of.of(todo);
    write(own, batchOf(2));
    assert.equal(await of.changedOnDisk([uri]), true);
  });
});
