// What the manifest contributes from declarations, and the texts for it. The texts by hand in package.nls.json stay.
import { jsonValidation } from './configSchema.mjs';
import { settingProperties } from './settings.mjs';
import { languageModelTools, textsOfTools, toolTexts } from './tools.mjs';

const view = 'agentBacklog.queues';
const category = 'Agent Backlog';
const generatedTexts = /^(command|setting|rule)\./;

/**
 * The manifest with its commands, menus, settings, tools and what it says of the config file made anew.
 *
 * @param {string} text package.json
 */
export function withContributions(text, core, catalogue, tools) {
  const manifest = JSON.parse(text);
  manifest.contributes.commands = commandsOf(catalogue);
  manifest.contributes.menus = menusOf(catalogue);
  manifest.contributes.configuration.properties = localised(settingProperties(core), core).properties;
  manifest.contributes.languageModelTools = languageModelTools(tools);
  manifest.contributes.jsonValidation = jsonValidation(core);
  return JSON.stringify(manifest);
}

/**
 * The English texts of the manifest: those that are made from declarations anew, and the rest as it is.
 *
 * @param {string} text package.nls.json
 */
export function withTexts(text, core, catalogue, tools) {
  const byHand = Object.entries(JSON.parse(text)).filter(
    ([key]) => !generatedTexts.test(key) && !toolTexts.test(key),
  );
  const commands = Object.entries(catalogue).map(([id, { title }]) => [commandKey(id), title]);
  const { texts } = localised(settingProperties(core), core);
  return JSON.stringify(Object.fromEntries([...byHand, ...commands, ...textsOfTools(tools), ...texts]));
}

function commandsOf(catalogue) {
  return Object.entries(catalogue).map(([command, { icon }]) => ({
    command,
    title: `%${commandKey(command)}%`,
    category,
    ...(icon && { icon: `$(${icon})` }),
  }));
}

function menusOf(catalogue) {
  const commands = Object.entries(catalogue);
  const menus = {
    commandPalette: commands.flatMap(([command, { palette }]) =>
      palette === undefined ? [] : [{ command, when: palette }],
    ),
    'view/title': commands.flatMap(([command, { viewTitle }]) =>
      viewTitle ? [{ command, when: and(`view == ${view}`, viewTitle.when), group: viewTitle.group }] : [],
    ),
    'view/item/context': commands.flatMap(([command, { viewItem = [] }]) =>
      viewItem.map(({ of, group }) => ({ command, when: and(`view == ${view}`, isItem(of)), group })),
    ),
    'editor/context': commands.flatMap(([command, { editor }]) => (editor ? [{ command, ...editor }] : [])),
  };
  return Object.fromEntries(Object.entries(menus).filter(([, items]) => items.length > 0));
}

function isItem(contexts) {
  return contexts.length === 1 ? `viewItem == '${contexts[0]}'` : `viewItem =~ /^(${contexts.join('|')})$/`;
}

function and(...conditions) {
  return conditions.filter((condition) => condition !== undefined).join(' && ');
}

function commandKey(id) {
  return id.replace(/^\w+\./, 'command.');
}

/** Properties of settings with keys for their descriptions, and the descriptions by these keys. */
function localised(properties, core) {
  const texts = [];
  const keyFor = (key, text) => {
    texts.push([key, text]);
    return `%${key}%`;
  };
  const result = Object.entries(properties).map(([name, { markdownDescription, ...schema }]) => {
    const short = name.slice(core.settingsSection.length + 1);
    const rules = Object.entries(schema.properties ?? {}).map(([code, { description, ...rule }]) => [
      code,
      { ...rule, description: keyFor(`rule.${code}`, description) },
    ]);
    const nested = rules.length > 0 && { properties: Object.fromEntries(rules) };
    return [
      name,
      { ...schema, ...nested, markdownDescription: keyFor(`setting.${short}`, markdownDescription) },
    ];
  });
  return { properties: Object.fromEntries(result), texts };
}
