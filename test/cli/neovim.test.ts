import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { program } from '../commandLine.ts';
import { Folder } from '../folder.ts';

/** The configurations that docs/editors/neovim.md shows, for the newest versions and for older ones. */
const [newer = '', older = ''] = [
  ...readFileSync('docs/editors/neovim.md', 'utf8').matchAll(/^```lua\n([^]*?)^```$/gm),
].map(([, code = '']) => code);

/** Functions for what is done in Neovim: they end it when something does not come about. */
const waiting = `
local function wait(what, condition)
  if vim.wait(60000, condition, 20) then return end
  io.stderr:write('There was not ' .. what)
  vim.cmd('cquit 1')
end
local function text(name)
  local buffer = vim.fn.bufnr(name .. '$')
  return buffer > 0 and table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), '\\n') or ''
end
local function choose(pattern)
  vim.ui.select = function(items, _, done)
    for _, item in ipairs(items) do
      local action = item.action or item[2]
      if action.title:match(pattern) then return done(item) end
    end
    done(nil)
  end
  vim.lsp.buf.code_action()
end
`;

describe('Neovim', function () {
  let folder: Folder;

  before(function () {
    if (spawnSync('nvim', ['--version']).status === 0) return;
    console.log('    Neovim is not installed, so that nothing is tried with it: apt-get install neovim');
    this.skip();
  });
  beforeEach(() => {
    folder = new Folder().withSample();
    folder.write('.git/HEAD', '');
  });
  afterEach(() => {
    folder.remove();
  });

  /** Runs a script in a Neovim that has what the page shows, and gives what it prints. */
  const run = (script: string): string => {
    const command = `{ ${[process.execPath, program, 'lsp'].map((part) => JSON.stringify(part)).join(', ')} }`;
    folder.write('.nvim/init.lua', older.replace("{ 'agent-backlog', 'lsp' }", command));
    folder.write('.nvim/script.lua', `${waiting}${script}\nvim.cmd('qall!')`);
    const { status, stdout, stderr } = spawnSync(
      'nvim',
      [
        '--headless',
        '--clean',
        '-u',
        join(folder.path, '.nvim/init.lua'),
        '-c',
        `luafile ${join(folder.path, '.nvim/script.lua')}`,
      ],
      { cwd: folder.path, encoding: 'utf8', timeout: 120_000 },
    );
    assert.equal(status, 0, stderr);
    return stdout;
  };

  it('shows the problems of a file', () => {
    const shown = run(`
      vim.cmd('edit BACKLOG.md')
      wait('problems', function() return #vim.diagnostic.get(0) > 0 end)
      for _, one in ipairs(vim.diagnostic.get(0)) do
        io.stdout:write(string.format('%d:%d %s %s\\n', one.lnum + 1, one.col + 1, one.source, one.message))
      end`);
    assert.match(shown, /^53:73 agent-backlog Task TASK-20260310-004 has no Plan\. Add it\.$/m);
    assert.match(shown, /^117:41 agent-backlog .*prioirty/m);
  });

  it('fixes one', () => {
    run(`
      vim.cmd('edit BACKLOG.md')
      wait('problems', function() return #vim.diagnostic.get(0) > 0 end)
      vim.fn.search('prioirty')
      choose('priority')
      wait('the fix', function() return not text('BACKLOG.md'):match('prioirty') end)
      vim.cmd('wall')`);
    assert.doesNotMatch(folder.read('BACKLOG.md'), /prioirty/);
  });

  it('promotes a group, in all files of the queue', () => {
    run(`
      vim.cmd('edit BACKLOG.md')
      wait('problems', function() return #vim.diagnostic.get(0) > 0 end)
      vim.fn.search('group_begin \\\\[type:dev\\\\]\\\\[priority:high\\\\]')
      choose('^Promote 2 of 3')
      wait('the task in TODO.md', function() return text('TODO.md'):match('TASK%-20260310%-003') end)
      wait('the task gone', function() return not text('BACKLOG.md'):match('id:TASK%-20260310%-003') end)
      vim.cmd('wall')`);
    assert.match(folder.read('TODO.md'), /\[id:TASK-20260310-003\]/);
    assert.doesNotMatch(folder.read('BACKLOG.md'), /\[id:TASK-20260310-003\]/);
    assert.match(folder.read('TASK_INDEX.md'), /TASK-20260310-003[^]*?location: TODO\.md/);
  });

  it('makes TODO.md where there is none', () => {
    run(`
      vim.fn.delete('TODO.md')
      vim.cmd('edit BACKLOG.md')
      wait('problems', function() return #vim.diagnostic.get(0) > 0 end)
      vim.fn.search('group_begin \\\\[type:bug\\\\]\\\\[priority:critical\\\\]')
      choose('^Promote 1 of 1')
      wait('the task in TODO.md', function() return text('TODO.md'):match('TASK%-20260311%-001') end)
      vim.cmd('wall')`);
    assert.match(folder.read('TODO.md'), /\[id:TASK-20260311-001\]/);
  });

  it('is told nothing of a TODO.md of another kind', () => {
    folder.write('web/TODO.md', '# Shopping\n\n- [ ] milk\n');
    const shown = run(`
      vim.cmd('edit BACKLOG.md')
      vim.cmd('edit web/TODO.md')
      local other = vim.fn.bufnr('%')
      wait('problems', function() return #vim.diagnostic.get(vim.fn.bufnr('BACKLOG.md')) > 0 end)
      io.stdout:write(#vim.diagnostic.get(other))`);
    assert.equal(shown, '0');
  });

  it('takes the configuration for the newest version as Lua', () => {
    assert.match(newer, /vim\.lsp\.enable/);
    folder.write('newer.lua', newer);
    run(`assert(loadfile('newer.lua'))`);
  });
});
