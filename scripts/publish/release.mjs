// Releases a version: `npm run release -- 0.2.0`, or with --dry-run what that would do. A release that stopped half way is
// taken up where it stopped by the same command.
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { createTwoFilesPatch } from 'diff';
import { pack } from './packages.mjs';

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
/** Not so where an earlier attempt has come as far as that. */
const isToBeRaised = git('log', '-1', '--format=%s') !== `Release ${version}`;

const lacks = [
  ...(manifest.repository
    ? []
    : ['package.json names no repository: the pictures of README.md would lead nowhere.']),
  ...['README.md', 'docs/agents.md', 'docs/cli.md', 'docs/editors/README.md']
    .filter((path) =>
      /(?:not|Nothing is)\s+published yet|until the\s+package is published/.test(readFileSync(path, 'utf8')),
    )
    .map((path) => `${path} says that nothing is published yet.`),
  ...['VSCE_PAT', 'OVSX_PAT']
    .filter((name) => !process.env[name])
    .map((name) => `${name} is not set: it is the right to publish.`),
  ...(isTrial || spawnSync('npm', ['whoami']).status === 0
    ? []
    : ['npm knows nobody who may publish: npm login.']),
  ...(git('status', '--porcelain') === '' ? [] : ['The working tree has changes that are not committed.']),
  ...(isToBeRaised && git('tag', '--list', tag) !== ''
    ? [`${tag} is there already, and is not what is checked out.`]
    : []),
];
if (lacks.length > 0) {
  if (!isTrial) stop(lacks.join('\n'));
  console.log(`What is lacking for a release:\n${lacks.map((lack) => `- ${lack}`).join('\n')}\n`);
}

if (isToBeRaised) raise();
else console.log(`Version ${version} is committed already: it is published where it is not yet.`);
if (isTrial) {
  for (const where of ['the Visual Studio Marketplace', 'Open VSX', 'npm'])
    console.log(`Would publish to ${where}.`);
  console.log('What would be packed, but for the version:');
  await pack();
} else await publish();

/** Writes the version and its date wherever they stand, has everything tested, and commits that. */
function raise() {
  const raised = changes();
  for (const [path, before, after] of raised) {
    if (isTrial)
      console.log(createTwoFilesPatch(path, path, before, after, undefined, undefined, { context: 1 }));
    else writeFileSync(path, after);
  }
  if (isTrial) return;
  try {
    execFileSync('npm', ['test'], { stdio: 'inherit' });
  } catch (error) {
    for (const [path, before] of raised) writeFileSync(path, before);
    throw error;
  }
  git('commit', '--all', '--message', `Release ${version}`);
}

/** Tags and pushes what is committed, and publishes it wherever it is not yet. */
async function publish() {
  if (git('tag', '--list', tag) === '') git('tag', '--annotate', '--message', `Release ${version}`, tag);
  execFileSync('git', ['push', '--follow-tags'], { stdio: 'inherit' });
  const { extension, commandLine } = await pack();
  const run = (/** @type {string} */ program, /** @type {string[]} */ ...args) =>
    execFileSync(program, args, { stdio: 'inherit' });
  run('npx', 'vsce', 'publish', '--skip-duplicate', '--packagePath', extension);
  run('npx', '--yes', 'ovsx@0.10.12', 'publish', '--skip-duplicate', extension);
  const there = spawnSync('npm', ['view', `${manifest.name}@${version}`, 'version']).stdout;
  if (there.length === 0) run('npm', 'publish', commandLine);
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

/** @param {string[]} args */
function git(...args) {
  return execFileSync('git', args, { encoding: 'utf8' }).trim();
}

/** @param {string} reason @returns {never} */
function stop(reason) {
  console.error(reason);
  process.exit(2);
}
