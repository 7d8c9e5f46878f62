// Writes what is made from declarations: commands, menus, settings and tools for agents in package.json with their texts
// in package.nls.json, the bundle of the client's texts, the JSON schema of the config file, the rule pages, the tables in
// README.md. With --check it writes nothing and fails when one of them is out of date.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import process from 'node:process';
import { format, resolveConfig } from 'prettier';
import { configSchema, configSchemaPath } from './generate/configSchema.mjs';
import { l10nBundle } from './generate/l10n.mjs';
import { load } from './generate/load.mjs';
import { withContributions, withTexts } from './generate/manifest.mjs';
import { rulePages, withTables } from './generate/rules.mjs';

const pagesFolder = 'docs/rules';
const checking = process.argv.includes('--check');
const core = { ...(await load('core/src/index.ts')), ...(await load('core/src/config/index.ts')) };
const { catalogue } = await load('client/src/commands/catalogue.ts');
const { tools } = await load('server/src/tools/registry.ts');
const outdated = [];

await remake('package.json', (text) => withContributions(text, core, catalogue, tools));
await remake('package.nls.json', (text) => withTexts(text, core, catalogue, tools));
await make('l10n/bundle.l10n.json', JSON.stringify(l10nBundle()));
mkdirSync(dirname(configSchemaPath), { recursive: true });
await make(configSchemaPath, JSON.stringify(configSchema(core)));
await remake('README.md', (text) => withTables(text, core));
mkdirSync(pagesFolder, { recursive: true });
const pages = rulePages(core);
for (const [name, text] of pages) emit(`${pagesFolder}/${name}`, text);
for (const name of readdirSync(pagesFolder)) {
  if (pages.has(name)) continue;
  outdated.push(`${pagesFolder}/${name}`);
  if (!checking) rmSync(`${pagesFolder}/${name}`);
}
if (checking && outdated.length > 0) {
  console.error(`Out of date: ${outdated.join(', ')}. Run \`npm run generate\`.`);
  process.exit(1);
}

async function remake(path, change) {
  await make(path, change(readFileSync(path, 'utf8')));
}

async function make(path, text) {
  const options = await resolveConfig(path);
  emit(path, await format(text, { ...options, filepath: path }));
}

function emit(path, text) {
  if (textOf(path) === text) return;
  outdated.push(path);
  if (!checking) writeFileSync(path, text);
}

function textOf(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    return undefined;
  }
}
