import assert from 'node:assert/strict';
import {
  canonicalMarker,
  defaultPolicy,
  type FileKind,
  fittingBlocks,
  newGroupBlock,
  newTaskBlock,
  parse,
  type Template,
} from '#core';
import { file, group, task } from '../sampleTasks.ts';

/** Where the cursor is in the texts of these tests. */
const cursor = '‸';
const id = 'TASK-20260301-001';
const today = '2026-03-05';

/** A template with «what is to be written in it» marked. */
function marked({ text, places }: Template): string {
  return places.reduceRight(
    (done, { start, end }) => `${done.slice(0, start)}«${done.slice(start, end)}»${done.slice(end)}`,
    text,
  );
}

describe('fittingBlocks', () => {
  const fitting = (text: string, kind: FileKind = 'backlog'): readonly string[] => {
    const { markers, blocks } = fittingBlocks(
      parse(text.replace(cursor, ''), kind),
      text.indexOf(cursor),
      defaultPolicy,
    );
    return [...markers.map(({ block, edge }) => canonicalMarker(block, edge)), ...blocks];
  };

  it('are the end of a block that nothing closes, and in a group a task as well', () => {
    assert.deepEqual(fitting(`## group_begin [type:dev][priority:high]\n${cursor}\n`), [
      '## group_end',
      'task',
    ]);
    assert.deepEqual(fitting(`## group_begin\n## task_begin\n${cursor}\n`), ['## task_end']);
    assert.deepEqual(fitting(`## index_entry_begin\n[id:${id}]\n${cursor}\n`, 'index'), [
      '## index_entry_end',
    ]);
  });

  it('are none in a block that is whole', () => {
    assert.deepEqual(fitting(`## task_begin\n${cursor}\n## task_end\n`), []);
    assert.deepEqual(fitting(`## index_entry_begin\n${cursor}\n## index_entry_end\n`, 'index'), []);
  });

  it('are the begin of a block that only has an end', () => {
    const before = group('dev', 'high', task({ id }));
    assert.deepEqual(fitting(`${before}\n${cursor}\n## group_end\n`), ['## group_begin', 'group']);
    assert.deepEqual(fitting(`${cursor}## group_end\n`), ['## group_begin', 'group']);
    assert.deepEqual(fitting(`${cursor}\n## task_end\n`, 'todo'), ['## task_begin', 'task']);
    const headed = `### # [id:${id}][type:dev] Title\n**Status:** todo\n## task_end\n`;
    assert.deepEqual(fitting(`${cursor}\n${headed}`, 'todo'), ['## task_begin', 'task']);
    assert.deepEqual(fitting(`${cursor}${headed}`, 'todo'), ['## task_begin', 'task']);
    assert.deepEqual(fitting(headed.replace('**Status', `${cursor}\n**Status`), 'todo'), []);
  });

  it('are no begin in front of a block that has one, or of an end farther down', () => {
    assert.deepEqual(fitting(`${cursor}\n${task({ id })}\n## task_end\n`, 'todo'), ['task']);
    assert.deepEqual(fitting(`## task_end\n${cursor}\n`, 'todo'), ['task']);
    const ended = `### # [id:${id}][type:dev] Title\n**Status:** todo\n## task_end\n`;
    assert.deepEqual(fitting(`${cursor}\n## group_begin\n## group_end\n${ended}`), ['group']);
    const headed = `### # [id:${id}][type:dev] Title\n**Status:** todo\n`;
    assert.deepEqual(fitting(`${headed}\n---\n\n${cursor}\n`), ['group']);
    assert.deepEqual(fitting(`${headed}\n---\n${cursor}\n## group_begin\n## group_end\n`), ['group']);
  });

  it('are those that a file takes', () => {
    assert.deepEqual(fitting(cursor, 'index'), ['index_entry']);
    assert.deepEqual(fitting(cursor, 'tasks'), []);
    const active = Array<string>(4).fill(task({ id }));
    const done = task({ id, status: 'done' });
    assert.deepEqual(fitting(file(cursor, ...active), 'todo'), ['task']);
    assert.deepEqual(fitting(file(cursor, ...active, done), 'todo'), ['task'], 'a done one takes no room');
    assert.deepEqual(fitting(file(cursor, ...active, task({ id })), 'todo'), []);
  });
});

describe('newTaskBlock', () => {
  const options = { today, otherTexts: [], policy: defaultPolicy };

  it('has all tags of the batch in TODO.md, and its type', () => {
    const todo = parse(file('**Batch Type:** docs', task({ id, type: 'dev', priority: 'low' })), 'todo');
    assert.match(
      marked(newTaskBlock(todo, undefined, options)),
      /^## task_begin\n### # \[id:TASK-20260305-001\]\[type:docs\]\[priority:low\]\[component:server\] «Title»\n/,
    );
  });

  it('heeds no batch type but that of TODO.md', () => {
    const backlog = parse(file('**Batch Type:** docs', group('dev', 'low')), 'backlog');
    assert.match(
      newTaskBlock(backlog, backlog.groups[0], options).text,
      /\[type:dev\]\[priority:low\]\[component:general\] Title/,
    );
    const todo = parse(file(task({ id, type: 'ops' })), 'todo');
    assert.match(newTaskBlock(todo, undefined, options).text, /\[type:ops\]/);
  });

  it('has the day on which it is made where the others have it', () => {
    const backlog = parse(
      file(group('dev', 'low', task({ id }).replace('**Plan', '**Created:** 2026-03-01\n**Plan'))),
      'backlog',
    );
    assert.match(newTaskBlock(backlog, backlog.groups[0], options).text, /\n\*\*Created:\*\* 2026-03-05\n/);
  });
});

describe('newGroupBlock', () => {
  const newGroup = (text: string): string =>
    marked(newGroupBlock(parse(text.replace(cursor, ''), 'backlog'), text.indexOf(cursor)));
  const empty = (type: string, priority: string): string =>
    `## group_begin [type:«${type}»][priority:«${priority}»]\n«»\n## group_end`;
  const all = (type: string): string[] =>
    ['critical', 'high', 'medium', 'low'].map((priority) => group(type, priority));

  it('has the type of the group above, and the first priority that is free for it', () => {
    const [docs, dev] = [group('docs', 'critical'), group('dev', 'critical')];
    assert.equal(newGroup(file(docs, cursor, dev)), empty('docs', 'high'));
    assert.equal(newGroup(file(docs, dev, cursor)), empty('dev', 'high'));
    assert.equal(newGroup(`${docs}\n${cursor}${dev}\n`), empty('docs', 'high'));
    assert.equal(newGroup(file(cursor, docs, dev)), empty('docs', 'high'));
    assert.equal(newGroup(file(group('dev', 'low'), cursor)), empty('dev', 'critical'));
  });

  it('has another type where all priorities are taken', () => {
    assert.equal(newGroup(file(...all('dev'), group('docs', 'critical'), cursor)), empty('docs', 'high'));
    assert.equal(newGroup(file(group('docs', 'low'), ...all('dev'), cursor)), empty('docs', 'critical'));
    const [, next = ''] = /type:«(.*?)»/.exec(newGroup(file(...all('dev'), cursor))) ?? [];
    assert.ok(next !== '' && next !== 'dev', next);
  });

  it('is one of development where there is no type to go by', () => {
    assert.equal(newGroup(cursor), empty('dev', 'high'));
    assert.equal(newGroup(`## group_begin\n## group_end\n${cursor}`), empty('dev', 'high'));
    assert.equal(
      newGroup(`${file('## group_begin\n## group_end', group('ops', 'low'))}${cursor}`),
      empty('ops', 'critical'),
    );
    assert.equal(
      newGroup(file(group('ops', 'critical'), '## group_begin [priority:high]\n## group_end', cursor)),
      empty('ops', 'high'),
    );
    assert.equal(
      newGroup(file(group('ops', 'critical'), '## group_begin [type:ops]\n## group_end', cursor)),
      empty('ops', 'high'),
    );
  });

  it('has the line ending of the file', () => {
    const text = file(group('docs', 'critical'), cursor);
    assert.equal(newGroup(text.replaceAll('\n', '\r\n')), empty('docs', 'high').replaceAll('\n', '\r\n'));
  });
});
