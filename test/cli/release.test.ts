import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import process from 'node:process';

describe('a release', function () {
  before('only what is in git is released', function () {
    if (!existsSync('.git')) this.skip();
  });

  const release = (...args: string[]): { stdout: string; stderr: string; status: number | null } =>
    spawnSync(process.execPath, ['scripts/publish/release.mjs', ...args], { encoding: 'utf8' });
  const changed = (): string => execFileSync('git', ['status', '--porcelain'], { encoding: 'utf8' });

  it('says what it would do, and does nothing of it', () => {
    const before = changed();
    const { stdout, status } = release('98.7.6', '--dry-run');
    assert.equal(status, 0);
    assert.match(stdout, /^\+## 98\.7\.6 - \d{4}-\d\d-\d\d$/m);
    for (const place of ['"version": "98.7.6"', 'default: 98.7.6', 'rev: v98.7.6'])
      assert.ok(
        stdout.split('\n').some((line) => line.startsWith('+') && line.includes(place)),
        place,
      );
    for (const registry of ['the Visual Studio Marketplace', 'Open VSX', 'npm'])
      assert.match(stdout, new RegExp(`^Would publish to ${registry}\\.$`, 'm'));
    assert.equal(changed(), before);
  });

  it('is refused without the rights to publish, or without a version', () => {
    const { status, stderr } = release('98.7.6');
    assert.equal(status, 2);
    assert.match(stderr, /^VSCE_PAT is not set/m);
    assert.equal(release('next').status, 2);
  });
});
