import assert from 'node:assert/strict';
import { defaultSettings } from '#core';
import { Toolbox } from '#server/tools/toolbox';
import { Turns } from '#server/turns';
import { openDisk } from '../../cli/src/disk/disk.ts';
import { diskEngine } from '../../cli/src/disk/diskEngine.ts';
import { file, group, task } from '../sampleTasks.ts';
import { Folder } from '../folder.ts';

const [first, second] = ['TASK-20260301-001', 'TASK-20260301-002'];
const dev = group('dev', 'high', task({ id: first }));
const bug = group('bug', 'low', task({ id: second }));

describe('a tool that changes files', () => {
  let folder: Folder;

  beforeEach(() => {
    folder = new Folder();
    folder.write('BACKLOG.md', file(dev));
    folder.write('TODO.md', file('# At work', '<!-- SYSTEM INSTRUCTIONS: wrap each task block -->'));
  });
  afterEach(() => {
    folder.remove();
  });

  /** @param meanwhile what somebody else does between the plan of a change and the change, the first time */
  const call = async (name: string, input: unknown, meanwhile: () => void): Promise<string> => {
    const fail = (error: unknown): never => assert.fail(String(error));
    const engine = diskEngine(await openDisk([folder.path], fail));
    let isFirst = true;
    const settingsOf = (): Promise<typeof defaultSettings> => {
      if (isFirst) meanwhile();
      isFirst = false;
      return Promise.resolve(defaultSettings);
    };
    const toolbox = new Toolbox({ ...engine, settingsOf, turns: new Turns() });
    const { text } = await toolbox.call({ name: `agentBacklog_${name}`, input }, () => false);
    return text;
  };
  const insertGroup = (): void => {
    folder.write('BACKLOG.md', file(bug, dev));
  };

  it('moves the tasks of the group that was named, whatever comes before it meanwhile', async () => {
    const text = await call('promote', { type: 'dev', priority: 'high' }, insertGroup);
    assert.match(text, new RegExp(`^${first} .*: moved from BACKLOG\\.md to TODO\\.md`, 'm'));
    assert.match(folder.read('BACKLOG.md'), new RegExp(second));
  });

  it('adds a task to the group that was named, whatever comes before it meanwhile', async () => {
    await call('addTask', { title: 'Draw the moon', type: 'dev', priority: 'high' }, insertGroup);
    assert.match(folder.read('BACKLOG.md'), /\[type:dev\]\[priority:high\].* Draw the moon/);
  });
});
