import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import process from 'node:process';
import { program } from '../commandLine.ts';
import { Folder } from '../folder.ts';
import { file, group, task } from '../sampleTasks.ts';

/** How large a file may become, in blocks of 512 bytes: the system ends a write there, as it does where a disk is full. */
const limits = [0, 2, 5, 8, 11];

describe('a disk on which a file cannot be written to its end', function () {
  if (process.platform === 'win32') return;
  let folder: Folder;
  beforeEach(() => {
    folder = new Folder();
  });
  afterEach(() => {
    folder.remove();
  });

  const files = {
    'BACKLOG.md': file(
      '# Later',
      group(
        'dev',
        'high',
        task({ id: 'TASK-20260301-001', title: 'Chart the coast '.repeat(40) }),
        task({ id: 'TASK-20260301-002', title: 'Count the boats' }),
      ),
      group('docs', 'low', task({ id: 'TASK-20260301-003', type: 'docs', title: 'Tell of it '.repeat(200) })),
    ),
    'TODO.md': file('# At work', '<!-- SYSTEM INSTRUCTIONS: wrap tasks in task_begin -->'),
  };

  it('leaves the queue as it was, and says why', () => {
    const said = new Set<string>();
    for (const blocks of limits) {
      for (const [name, text] of Object.entries(files)) folder.write(name, text);
      const shell = ['-c', 'ulimit -f "$0" && exec "$@"', String(blocks), process.execPath, program];
      const { status, stderr } = spawnSync('sh', [...shell, 'promote', 'dev/high'], {
        cwd: folder.path,
        encoding: 'utf8',
      });
      said.add(stderr.replace(/^agent-backlog: \S*\//, ''));
      if (status === 0) continue;
      assert.equal(status, 2, stderr);
      for (const [name, text] of Object.entries(files)) assert.equal(folder.read(name), text, stderr);
      assert.deepEqual(readdirSync(folder.path).sort(), Object.keys(files), stderr);
    }
    const reason = 'cannot be written: no file may be so large. Nothing was done.\n';
    assert.deepEqual(
      [...said].sort(),
      ['', `.agent-backlog.lock ${reason}`, `BACKLOG.md ${reason}`, `TODO.md ${reason}`].sort(),
    );
  });
});
