// Releases a version: `npm run release -- 0.2.0`, or with --dry-run what that would do. A release that stopped half way is
// taken up where it stopped by the same command.
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { createTwoFilesPatch } from 'diff';
import { pack } from './pack.mjs';

/** Files in which the version stands. */
const dated = ['package.json', 'package-lock.json', 'action.yml', 'README.md', 'docs/cli.md'];

const { values, positionals } = parseArgs({
  options: { 'dry-run': { type: 'boolean', default: false } },
  allowPositionals: true,
});
const isTrial = values['dry-run'];
const [version = ''] = positionals;
if (!/^\d+\.\d+\.\d+$/.test(version) || positionals.length > 1)
  stop('Usage: npm run release -- VERSION [--dry-run], with a version such as 0.2.0.');

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const tag = `v${version}`;
const isTagged = git('tag', '--list', tag) !== '';

const lacks = [
  ...(manifest.repository
    ? []
    : ['package.json names no repository: the pictures of README.md would lead nowhere.']),
  ...['VSCE_PAT', 'OVSX_PAT', 'NODE_AUTH_TOKEN']
    .filter((name) => !process.env[name])
    .map((name) => `${name} is not set: it is the right to publish.`),
  ...(git('status', '--porcelain') === '' ? [] : ['The working tree has changes that are not committed.']),
];
if (lacks.length > 0) {
  if (!isTrial) stop(lacks.join('\n'));
  console.log(`What is lacking for a release:\n${lacks.map((lack) => `- ${lack}`).join('\n')}\n`);
}

if (isTagged) console.log(`${tag} is there already: it is published where it is not yet.`);
else raise();
const { extension, commandLine } = await pack();
publish(
  'the Visual Studio Marketplace',
  'npx',
  'vsce',
  'publish',
  '--skip-duplicate',
  '--packagePath',
  extension,
);
publish('Open VSX', 'npx', '--yes', 'ovsx@0.10.12', 'publish', '--skip-duplicate', extension);
if (isTrial || spawnSync('npm', ['view', `${manifest.name}@${version}`, 'version']).stdout.length === 0)
  publish('npm', 'npm', 'publish', ...(isTrial ? ['--dry-run'] : []), commandLine);

/** Writes the version and its date wherever they stand, has everything tested, and commits and tags that. */
function raise() {
  for (const [path, before, after] of changes()) {
    if (isTrial)
      console.log(createTwoFilesPatch(path, path, before, after, undefined, undefined, { context: 1 }));
    else writeFileSync(path, after);
  }
  if (isTrial) return;
  execFileSync('npm', ['test'], { stdio: 'inherit' });
  git('commit', '--all', '--message', `Release ${version}`);
  git('tag', tag);
}

/** What becomes of the files that name the version. @returns {[path: string, before: string, after: string][]} */
function changes() {
  const changelog = readFileSync('CHANGELOG.md', 'utf8');
  const [, news = ''] = /^## Unreleased\n([^]*?)(?=^## |(?![^]))/m.exec(changelog) ?? [];
  if (news.trim() === '') stop('CHANGELOG.md has nothing under Unreleased.');
  const date = new Date().toISOString().slice(0, 10);
  const released = changelog.replace(/^## Unreleased$/m, `## Unreleased\n\n## ${version} - ${date}`);
  const raised = dated.map((path) => {
    const text = readFileSync(path, 'utf8');
    return /** @type {[string, string, string]} */ ([path, text, withVersion(path, text)]);
  });
  return [['CHANGELOG.md', changelog, released], ...raised];
}

/** @param {string} path @param {string} text */
function withVersion(path, text) {
  const old = manifest.version.replaceAll('.', '\\.');
  // In the lockfile other packages can have the same version: it stands twice, in the first lines.
  if (path === 'package-lock.json')
    return text.replace(
      new RegExp(`("name": "${manifest.name}",\\n\\s*"version": )"${old}"`, 'g'),
      `$1"${version}"`,
    );
  if (path === 'package.json')
    return text.replace(`"version": "${manifest.version}"`, `"version": "${version}"`);
  return text.replace(new RegExp(`(?<![\\d.])${old}(?![\\d.]*\\d)`, 'g'), version);
}

/** @param {string} where @param {string} program @param {string[]} args */
function publish(where, program, ...args) {
  console.log(`${isTrial ? 'Would publish' : 'Publishing'} to ${where}: ${[program, ...args].join(' ')}`);
  if (isTrial && !args.includes('--dry-run')) return;
  execFileSync(program, args, { stdio: 'inherit' });
}

/** @param {string[]} args */
function git(...args) {
  return execFileSync('git', args, { encoding: 'utf8' }).trim();
}

/** @param {string} reason @returns {never} */
function stop(reason) {
  console.error(reason);
  process.exit(2);
}
