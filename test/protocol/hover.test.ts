import assert from 'node:assert/strict';
import { file, group, task } from '../sampleTasks.ts';
import { capable, first, free, type IdClient, second, start } from './idClient.ts';

describe('hover', () => {
  let client: IdClient;
  afterEach(() => client.stop());

  it('shows the card of a task wherever its id stands', async () => {
    client = await start();
    const link = `[plans/TODO.md, line 4](${client.uri('plans/TODO.md')}#L4)`;
    const card = [
      '**Chart the coast**',
      'TASK-20260301-002 · in-progress · dev · high · server',
      link,
      '- Effort: 2 days\n- Plan: 3 steps',
    ].join('\n\n');
    assert.equal(
      await client.hoverAt('plans/BACKLOG.md', `Dependencies:** ${second}`, 16),
      `plans/BACKLOG.md:13 ${second}\n\n${card}`,
    );
    assert.equal(
      await client.hoverAt('plans/BACKLOG.md', `Tasks ${second}`, 6 + second.length),
      `plans/BACKLOG.md:7 ${second}\n\n${card}`,
    );
    assert.equal(
      await client.hoverAt('plans/TASK_INDEX.md', second),
      `plans/TASK_INDEX.md:11 ${second}\n\n${card}`,
    );
    assert.match(
      (await client.hoverAt('plans/TASKS.md', first)) ?? '',
      /Depends on TASK-20260301-002 Chart the coast \(in-progress, in TODO\.md\)/,
    );
  });

  it('tells one id from a longer one', async () => {
    client = await start();
    assert.match(
      (await client.hoverAt('plans/TASKS.md', `${first}-A`)) ?? '',
      /^plans\/TASKS\.md:3 TASK-20260301-001-A\n[^]*web\/BACKLOG/,
    );
  });

  it('shows every task of an id that was given twice', async () => {
    client = await start(capable, {
      'plans/TODO.md': file(task({ id: second, title: 'One' }), task({ id: second, title: 'Two' })),
    });
    assert.match(
      (await client.hoverAt('plans/TASK_INDEX.md', second)) ?? '',
      /\*\*One\*\*[^]*\n---\n[^]*\*\*Two\*\*/,
    );
  });

  it('says what the index says of a task that is nowhere', async () => {
    client = await start(capable, { 'plans/TODO.md': file('# Active', '## task_begin\n## task_end') });
    assert.match((await client.hoverAt('plans/TASK_INDEX.md', second)) ?? '', /Tides[^]*No task has this id/);
  });

  it('lets no title make Markdown of its own', async () => {
    const title =
      '![x](https://a.example/b.png) [run](command:quit) <img src=x> www.a.example `x` $(zap) **b**';
    client = await start(capable, { 'plans/TODO.md': file(task({ id: second, title })) });
    const shownCard = (await client.hoverAt('plans/TASK_INDEX.md', second)) ?? '';
    const ours = shownCard.replace(/\\[!-/:-@[-`{-~]/g, '').replace(/\]\(file:[^)]*\)/, '');
    assert.doesNotMatch(ours, /[!<>`$()]|\]\(|www\.|:\/\//);
  });

  it('keeps ids, dates and paths as they are, and lets no list, emphasis or link come of their marks', async () => {
    const shown = async (title: string) => {
      client = await start(capable, { 'plans/TODO.md': file(task({ id: second, title })) });
      const [, card] = ((await client.hoverAt('plans/TASK_INDEX.md', second)) ?? '').split('\n\n');
      return card;
    };
    assert.equal(await shown('See "a_b/c-d.md", 2026-03-01; v1.5'), '**See "a_b/c-d.md", 2026-03-01; v1.5**');
    await client.stop();
    assert.equal(
      await shown('- 1. _a_ -- www.a.example WWW.b - c.'),
      '**\\- 1\\. \\_a\\_ \\-\\- www\\.a.example WWW\\.b \\- c\\.**',
    );
  });

  it('is plain text for a client that wants that', async () => {
    client = await start({
      ...capable,
      textDocument: { ...capable.textDocument, hover: { contentFormat: ['plaintext'] } },
    });
    assert.equal(
      await client.hoverAt('plans/TASK_INDEX.md', second),
      [
        `plans/TASK_INDEX.md:11 ${second}`,
        'Chart the coast',
        `${second} · in-progress · dev · high · server`,
        'plans/TODO.md, line 4',
        '- Effort: 2 days\n- Plan: 3 steps',
      ].join('\n\n'),
    );
  });

  it('tells of a group what is in it', async () => {
    const text = group('dev', 'high', task({ id: free }), task({ id: 'TASK-20260301-008', plan: null }));
    client = await start(capable, { 'web/BACKLOG.md': file(text) });
    const card =
      '**dev · high**\n\n- 2 tasks, 1 incomplete\n- 1 of 2 ready to be promoted\n- Effort: ≈ 4 days';
    const [heading, marker] = [
      await client.hoverAt('web/BACKLOG.md', 'dev, high'),
      await client.hoverAt('web/BACKLOG.md', 'group_begin'),
    ];
    assert.equal(heading?.replace(/\\/g, ''), `web/BACKLOG.md:3 dev, high\n\n${card}`);
    assert.ok(marker?.includes(card), marker);
    assert.match(marker ?? '', /\*\*group_begin\*\*: begins a group/);
  });

  it('tells what tags and markers mean', async () => {
    client = await start();
    const [priority, type, marker] = [
      await client.hoverAt('plans/TODO.md', 'priority:high', 10),
      await client.hoverAt('plans/TODO.md', 'type:dev'),
      await client.hoverAt('plans/TODO.md', 'task_end'),
    ];
    assert.match(
      priority ?? '',
      /^plans\/TODO\.md:4 \[priority:high\]\n[^]*high is number 2 of 4, the same as P1\./,
    );
    assert.match(type ?? '', /dev: 1 in this file, 3 in this queue\./);
    assert.match(marker ?? '', /ends the task/);
  });

  it('is silent on other text and other files', async () => {
    client = await start();
    assert.equal(await client.hoverAt('plans/TODO.md', 'Chart'), undefined);
    assert.equal(await client.hoverAt('other/TODO.md', first), undefined);
  });
});
