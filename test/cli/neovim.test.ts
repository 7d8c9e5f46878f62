import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { agentBacklog, program } from '../commandLine.ts';
import { Folder } from '../folder.ts';

/** The configurations that docs/editors/neovim.md shows, by the version of Neovim that its heading begins with. */
const configurations = new Map(
  [
    ...readFileSync('docs/editors/neovim.md', 'utf8').matchAll(
      /^### Neovim 0\.(\d+).*\n\n```lua\n([^]*?)^```$/gm,
    ),
  ].map(([, minor, code = '']) => [Number(minor), code] as const),
);

/** What a script in Neovim can do besides what Neovim has: as a person would, and waiting for what comes of it. */
const person = `
function wait(what, condition)
  if not vim.wait(30000, condition, 10) then error('There was not ' .. what) end
end
function open(name)
  vim.cmd('edit ' .. name)
  return vim.api.nvim_get_current_buf()
end
function lines(name)
  return vim.api.nvim_buf_get_lines(vim.fn.bufnr(name .. '$'), 0, -1, false)
end
function has(name, pattern)
  if vim.fn.bufnr(name .. '$') < 0 then return false end
  return table.concat(lines(name), '\\n'):match(pattern) ~= nil
end
function problems()
  wait('a problem', function() return #vim.diagnostic.get(0) > 0 end)
  return vim.tbl_map(function(one)
    return string.format('%d:%d %s %s %s', one.lnum + 1, one.col + 1, one.source, one.code, one.message)
  end, vim.diagnostic.get(0))
end
function put_cursor(pattern)
  assert(vim.fn.search(pattern, 'cw') > 0, pattern)
end
-- Chooses a code action by how its title begins, from the list that it gives back.
function choose(title)
  local titles
  vim.ui.select = function(items, options, done)
    titles = vim.tbl_map(options.format_item, items)
    for index, item in ipairs(items) do
      if vim.startswith(titles[index], title) then return done(item, index) end
    end
    done(nil, nil)
  end
  vim.lsp.buf.code_action()
  wait('a list of actions', function() return titles end)
  return titles
end
function promote()
  put_cursor('^## group_begin \\\\[type:dev\\\\]')
  local titles = choose('Promote')
  wait('the task in TODO.md', function() return has('TODO.md', 'id:TASK%-20260310%-003') end)
  wait('the task gone', function() return not has('BACKLOG.md', 'id:TASK%-20260310%-003') end)
  return titles
end
function undo(name)
  vim.api.nvim_buf_call(vim.fn.bufnr(name .. '$'), function() vim.cmd('silent undo') end)
end
function clients(buffer)
  return #vim.tbl_keys(vim.lsp.get_clients and vim.lsp.get_clients({ bufnr = buffer })
    or vim.lsp.buf_get_clients(buffer))
end
-- Asks the server something and waits for the answer, so that what it was told before has been looked at.
function ask(buffer)
  local asked = { textDocument = { uri = vim.uri_from_bufnr(buffer) } }
  assert(vim.lsp.buf_request_sync(buffer, 'textDocument/documentSymbol', asked, 30000))
end
`;

describe('Neovim', function () {
  let folder: Folder;
  let version = 0;

  before(function () {
    const { status, stdout } = spawnSync('nvim', ['--version'], { encoding: 'utf8' });
    version = Number(/^NVIM v0\.(\d+)/.exec(stdout)?.[1]);
    if (status === 0 && version >= 7) return;
    console.log(
      '    There is no Neovim 0.7 or newer on the PATH: nothing is tried with it (apt-get install neovim).',
    );
    this.skip();
  });
  beforeEach(() => {
    folder = new Folder().withSample();
    folder.write('.git/HEAD', '');
    folder.write('.try/bin/agent-backlog', `#!/bin/sh\nexec '${process.execPath}' '${program}' "$@"\n`);
    chmodSync(join(folder.path, '.try/bin/agent-backlog'), 0o755);
  });
  afterEach(() => {
    folder.remove();
  });

  /** Runs the body of a Lua function in a Neovim that has what the page shows for it, and gives what it returns. */
  const run = (script: string): unknown => {
    const [, code = assert.fail()] =
      [...configurations].sort(([a], [b]) => b - a).find(([minor]) => minor <= version) ?? [];
    const own = (name: string): string => join(folder.path, '.try', name);
    folder.write('.try/init.lua', code);
    folder.write(
      '.try/script.lua',
      `${person}
local ok, result = xpcall(function()\n${script}\nend, debug.traceback)
vim.fn.writefile({ vim.fn.json_encode({ ok = ok, result = result }) }, '${own('result.json')}')
vim.cmd('qall!')`,
    );
    const { stderr } = spawnSync(
      'nvim',
      [
        '--headless',
        '--clean',
        '-n',
        '-i',
        'NONE',
        '-u',
        own('init.lua'),
        '-c',
        `luafile ${own('script.lua')}`,
      ],
      {
        cwd: folder.path,
        encoding: 'utf8',
        timeout: 50_000,
        env: {
          ...process.env,
          PATH: [own('bin'), process.env['PATH']].join(delimiter),
          ...Object.fromEntries(['STATE', 'CACHE', 'DATA'].map((kind) => [`XDG_${kind}_HOME`, own('home')])),
        },
      },
    );
    assert.ok(folder.has('.try/result.json'), stderr);
    const { ok, result } = JSON.parse(folder.read('.try/result.json')) as { ok: boolean; result?: unknown };
    assert.ok(ok, `${String(result)}\n${stderr}`);
    return result;
  };

  const queue = ['BACKLOG.md', 'TODO.md', 'TASK_INDEX.md'];

  it('shows the problems of a file', () => {
    assert.deepEqual(run(`open('BACKLOG.md') return problems()`), [
      '53:73 agent-backlog missing-plan Task TASK-20260310-004 has no Plan. Add it.',
      '117:41 agent-backlog tag-typo Task TASK-20260311-002 has the tag “prioirty”. Write “priority”.',
      '119:48 agent-backlog mojibake “â€”” is “—”, decoded with the wrong code page. Repair it.',
      '138:1 agent-backlog short-plan Task TASK-20260311-003 has 2 numbered steps in its Plan, and at least 3 are due. Add 1 more.',
    ]);
  });

  it('fixes one, and it is gone', () => {
    const result = run(`
      open('BACKLOG.md') problems()
      put_cursor('prioirty')
      local titles = choose('Change')
      wait('the fix', function() return not has('BACKLOG.md', 'prioirty') end)
      wait('one problem less', function() return #vim.diagnostic.get(0) == 3 end)
      return { title = titles[1], line = vim.fn.getline(117) }`);
    assert.deepEqual(result, {
      title: 'Change prioirty to priority',
      line: '### # [id:TASK-20260311-002][type:docs][priority:high][component:docs] Explain how predictions are made',
    });
  });

  it('promotes a group in all files of the queue, as the command line does, and says what was left', async () => {
    const result = run(`
      open('BACKLOG.md') problems()
      local titles = promote()
      wait('the message', function() return vim.fn.execute('messages'):match('has no Plan') end)
      vim.cmd('silent wall')
      return { title = titles[1], messages = vim.fn.execute('messages') }`) as Record<string, string>;
    assert.equal(result['title'], 'Promote 2 of 3 tasks (1 incomplete)');
    assert.match(
      result['messages'] ?? '',
      /Promoted 2 of 3 tasks \(1 incomplete\)\. Left in the group: TASK-20260310-004 has no Plan\./,
    );
    const expected = await promoted();
    for (const name of queue) assert.equal(folder.read(name), expected.get(name), name);
  });

  it('takes a promotion back in each buffer by itself', () => {
    const originals = queue.map((name) => folder.read(name));
    const result = run(`
      open('BACKLOG.md') problems()
      promote()
      undo('BACKLOG.md')
      local alone = { has('BACKLOG.md', 'id:TASK%-20260310%-003'), has('TODO.md', 'id:TASK%-20260310%-003') }
      undo('TODO.md')
      undo('TASK_INDEX.md')
      vim.cmd('silent wall')
      return alone`);
    assert.deepEqual(result, [true, true]);
    assert.deepEqual(
      queue.map((name) => folder.read(name)),
      originals,
    );
  });

  it('makes the TODO.md that is missing', async () => {
    const expected = await promoted('TODO.md');
    const result = run(`
      vim.fn.delete('TODO.md')
      open('BACKLOG.md') problems()
      local titles = promote()
      vim.cmd('silent wall')
      return { titles[1], clients(vim.fn.bufnr('TODO.md$')) }`);
    assert.deepEqual(result, ['Promote 1 of 3 tasks (1 incomplete, 1 waiting for others)', 1]);
    // Neovim keeps the line of the empty buffer behind what was put into it.
    assert.equal(folder.read('TODO.md').trimEnd(), expected.get('TODO.md')?.trimEnd());
    for (const name of ['BACKLOG.md', 'TASK_INDEX.md'])
      assert.equal(folder.read(name), expected.get(name), name);
  });

  for (const [name, toFile] of [
    ['a byte order mark', (text: string) => `\ufeff${text}`],
    ['CRLF', (text: string) => text.replaceAll('\n', '\r\n')],
    ['both', (text: string) => `\ufeff${text.replaceAll('\n', '\r\n')}`],
  ] as const) {
    it(`keeps ${name} in files, open before or not`, async () => {
      const expected = await promoted();
      for (const file of queue) folder.write(file, toFile(folder.read(file)));
      const shown = run(`
        open('BACKLOG.md')
        local shown = problems()
        promote()
        vim.cmd('silent wall')
        return shown`) as string[];
      assert.equal(shown.length, 4);
      assert.match(shown[0] ?? '', /^53:73 .* missing-plan/);
      for (const file of queue) assert.equal(folder.read(file), toFile(expected.get(file) ?? ''), file);
    });
  }

  it('formats', () => {
    const result = run(`
      open('BACKLOG.md') problems()
      local at = vim.fn.search('^## task_begin')
      vim.fn.setline(at, '  ##  Task_Begin')
      local format = vim.lsp.buf.format or vim.lsp.buf.formatting_sync
      format()
      return { vim.fn.getline(at), vim.fn.getline(at + 1) }`);
    assert.deepEqual(result, [
      '## task_begin',
      '### # [id:TASK-20260310-003][type:dev][priority:high][component:chart] Draw the tide curve of a day',
    ]);
  });

  it('leaves other Markdown alone, a TODO.md of another kind too', () => {
    folder.write('web/TODO.md', '# Shopping\n\n* milk\n\n\n\n* tea\n');
    const result = run(`
      local readme = open('README.md')
      local other = open('web/TODO.md')
      open('BACKLOG.md') problems()
      ask(other)
      local before = vim.api.nvim_buf_get_lines(other, 0, -1, false)
      vim.cmd('buffer ' .. other)
      local format = vim.lsp.buf.format or vim.lsp.buf.formatting_sync
      format()
      return {
        readme = clients(readme),
        other = clients(other),
        problems = #vim.diagnostic.get(other),
        same = vim.deep_equal(before, vim.api.nvim_buf_get_lines(other, 0, -1, false)),
      }`);
    assert.deepEqual(result, { readme: 0, other: 1, problems: 0, same: true });
  });

  it('reads every configuration of the page as Lua, those for other versions too', () => {
    assert.deepEqual([...configurations.keys()].sort(), [11, 7, 8]);
    for (const [minor, code] of configurations) folder.write(`.try/${String(minor)}.lua`, code);
    run(`for _, minor in ipairs({ 7, 8, 11 }) do assert(loadfile('.try/' .. minor .. '.lua')) end`);
  });

  /** The files of the sample after the command line has promoted, by their names. */
  const promoted = async (...missing: string[]): Promise<Map<string, string>> => {
    const other = new Folder().withSample();
    try {
      for (const name of missing) rmSync(join(other.path, name));
      assert.equal((await agentBacklog(other.path, ['promote', 'dev/high'])).status, 0);
      return new Map(queue.map((name) => [name, other.read(name)]));
    } finally {
      other.remove();
    }
  };
});
