// Keeps mutants out of what only people read: the pages of the rules and the descriptions of settings. Those texts are
// written into docs/rules/, README.md, package.json and the schema, and `npm run check:generated` and docs.test.ts see them.
import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';

const ignorer = {
  shouldIgnore({ node }) {
    if (node.type !== 'ObjectProperty') return undefined;
    if (node.key.name === 'docs') return 'the text of a rule’s page';
    if (node.key.name === 'description') return 'the description of a setting';
    return undefined;
  },
};

export const strykerPlugins = [declareValuePlugin(PluginKind.Ignore, 'texts', ignorer)];
