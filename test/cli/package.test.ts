import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { Folder } from '../folder.ts';

interface Manifest {
  readonly version: string;
  readonly dependencies?: object;
}

describe('the packed extension', () => {
  it('holds every file that the manifest names', () => {
    const script =
      "import { filesToShip } from './scripts/publish/extension.mjs'; console.log(JSON.stringify(await filesToShip()))";
    const printed = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
      encoding: 'utf8',
    });
    const files = JSON.parse(printed) as string[];
    const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as object;
    const named = new Set(paths(manifest));
    assert.ok(named.size > 10, [...named].join());
    for (const path of named) assert.ok(files.includes(path), path);
  });
});

/** The paths of files in the parts of the manifest that ship. */
function paths(value: unknown): string[] {
  if (typeof value === 'string')
    return /^(?:\.\/)?(?:dist|docs|media|schemas|syntaxes)\/.*\.\w+$/.test(value)
      ? [value.replace(/^\.\//, '')]
      : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => (key === 'scripts' ? [] : paths(part)));
}

describe('the npm package', () => {
  const folder = new Folder();
  let packed: string;

  before('pack what is built and install it in an empty folder', () => {
    const to = join(folder.path, 'packed');
    mkdirSync(to);
    npm(['pack', '--silent', '--ignore-scripts', '--pack-destination', to], process.cwd());
    packed = join(to, readdirSync(to)[0] ?? assert.fail('Nothing was packed.'));
    folder.write('home/package.json', '{ "private": true }');
    npm(['install', '--offline', '--no-audit', '--no-fund', packed], join(folder.path, 'home'));
  });
  after(() => {
    folder.remove();
  });

  const installed = (path: string): string => join(folder.path, 'home/node_modules/agent-backlog', path);

  it('is under 600 KB and depends on nothing', () => {
    assert.ok(statSync(packed).size < 600_000, `${String(statSync(packed).size)} bytes`);
    const { dependencies } = JSON.parse(readFileSync(installed('package.json'), 'utf8')) as Manifest;
    assert.equal(dependencies, undefined);
    assert.deepEqual(
      readdirSync(join(folder.path, 'home/node_modules')).filter((name) => !name.startsWith('.')),
      ['agent-backlog'],
    );
  });

  it('holds what runs, the rules’ pages, the schema, and nothing else', () => {
    const top = readdirSync(installed('.'));
    assert.deepEqual(top.sort(), ['LICENSE', 'README.md', 'dist', 'docs', 'package.json', 'schemas']);
    assert.deepEqual(readdirSync(installed('dist')).sort(), [
      'THIRD_PARTY_NOTICES.txt',
      'cli',
      'package.json',
      'parts',
    ]);
    assert.deepEqual(readdirSync(installed('docs')), ['rules']);
  });

  it('runs by npx', () => {
    folder.write('home/TODO.md', '# Shopping\n');
    const { stdout, status } = spawnSync('npx', ['--offline', 'agent-backlog', 'check'], {
      cwd: join(folder.path, 'home'),
      encoding: 'utf8',
    });
    assert.deepEqual([stdout, status], ['There are no task files here.\n', 0]);
  });

  it('is what the GitHub Action runs', () => {
    const action = readFileSync('action.yml', 'utf8');
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
    assert.match(action, new RegExp(`default: ${version.replaceAll('.', '\\.')}$`, 'm'));
    const script = /\n {6}run: \|\n((?: {8}.*\n)+)/.exec(action)?.[1] ?? assert.fail('There is no script.');
    const queue = join(folder.path, 'home/queue');
    mkdirSync(queue);
    execFileSync('cp', ['-r', 'sample/.', queue]);
    const run = (env: Record<string, string>): { stdout: string; status: number | null } =>
      spawnSync('bash', ['-e', '-o', 'pipefail', '-c', script.replace(/^ {8}/gm, '')], {
        cwd: queue,
        encoding: 'utf8',
        env: {
          ...process.env,
          PATH: [join(folder.path, 'home/node_modules/.bin'), process.env['PATH']].join(delimiter),
          npm_config_offline: 'true',
          VERSION: version,
          PATHS: '',
          MAX_WARNINGS: '',
          SARIF_FILE: '',
          ...env,
        },
      });
    const all = run({});
    assert.match(all.stdout, /^::error file=BACKLOG\.md,line=53,.*,title=missing-plan::/m);
    assert.equal(all.status, 1);
    const some = run({ PATHS: 'TODO.md\nARCHIVE.md\n', MAX_WARNINGS: '0', SARIF_FILE: 'out.sarif' });
    assert.deepEqual([some.stdout, some.status], ['', 0]);
    const sarif = JSON.parse(readFileSync(join(queue, 'out.sarif'), 'utf8')) as { version: string };
    assert.equal(sarif.version, '2.1.0');
  });
});

function npm(args: readonly string[], cwd: string): void {
  execFileSync('npm', args, { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
}
