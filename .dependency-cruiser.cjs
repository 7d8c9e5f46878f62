// The arrows of ARCHITECTURE.md: every import goes along one of them, and none goes round in a circle.

/** Inside core, each layer with those that it must not import. */
const coreLayers = {
  text: ['document', 'policy', 'rules', 'queue', 'workflow', 'config', 'format'],
  document: ['policy', 'rules', 'queue', 'workflow', 'config', 'format'],
  policy: ['rules', 'queue', 'workflow', 'config', 'format'],
  rules: ['workflow', 'config', 'format'],
  queue: ['rules', 'workflow', 'config', 'format'],
  workflow: ['rules', 'config', 'format'],
  config: ['queue', 'workflow', 'format'],
  format: ['queue', 'workflow', 'config'],
};

/** The packages that are bundled. All are development dependencies: what is installed has them in it. */
const shipped = [
  '@modelcontextprotocol/server',
  'commander',
  'diff',
  'ignore',
  'picocolors',
  'picomatch',
  'vscode-languageclient',
  'vscode-languageserver',
  'vscode-languageserver-textdocument',
  'vscode-languageserver-types',
  'vscode-uri',
  'zod',
];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'resolvable',
      comment: 'Stryker is installed when it is asked for (test/mutation/run.mjs).',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: ['^vscode$', '^@stryker-mutator/'] },
    },
    ...Object.entries(coreLayers).map(([layer, above]) => ({
      name: `core-${layer}-looks-down`,
      severity: 'error',
      from: { path: `^core/src/${layer}/` },
      to: { path: `^core/src/(${above.join('|')})/` },
    })),
    {
      name: 'core-stands-alone',
      comment: 'core imports nothing from outside; config may use zod.',
      severity: 'error',
      from: { path: '^core/' },
      to: { pathNot: ['^core/', '^node_modules/zod/'] },
    },
    {
      name: 'zod-in-config-only',
      severity: 'error',
      from: { path: '^core/', pathNot: '^core/src/config/' },
      to: { path: '^node_modules/zod/' },
    },
    {
      name: 'server-knows-core-only',
      severity: 'error',
      from: { path: '^server/' },
      to: { path: '^(client|cli|test|scripts)/' },
    },
    {
      name: 'cli-knows-core-and-server',
      from: { path: '^cli/' },
      severity: 'error',
      to: { path: '^(client|test|scripts)/' },
    },
    {
      name: 'node-in-node-entries-only',
      severity: 'error',
      from: { path: '^(server|client)/src/', pathNot: '^(server|client)/src/node/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'client-knows-the-protocol-only',
      severity: 'error',
      from: { path: '^client/' },
      to: { path: '^(core|server|cli|test|scripts)/', pathNot: '^server/src/protocol\\.ts$' },
    },
    {
      name: 'editor-in-client-only',
      severity: 'error',
      from: { path: '^(core|server|cli)/' },
      to: { path: '(^|/)(@types/)?vscode(-languageclient)?(/|$)' },
    },
    {
      name: 'entries-keep-apart',
      comment: 'What runs in a browser imports nothing that is for Node, and the other way round.',
      severity: 'error',
      from: { path: '^(server|client)/src/(node|browser)/' },
      to: { path: '^(server|client)/src/(node|browser)/', pathNot: '^$1/src/$2/' },
    },
    {
      name: 'server-workspace-looks-down',
      severity: 'error',
      from: { path: '^server/src/workspace/' },
      to: { path: '^server/src/features/' },
    },
    {
      name: 'peers-in-bench-only',
      comment: 'What the product is measured beside is no part of it.',
      severity: 'error',
      from: { path: '^(core|server|client|cli|test|scripts)/' },
      to: {
        path: '^node_modules/(commonmark|markdown-it|mdast-util-from-markdown|markdownlint|vscode-markdown-languageservice)/',
      },
    },
    {
      name: 'core-not-by-its-index-inside',
      severity: 'error',
      from: { path: '^core/' },
      to: { path: '^core/src/index\\.ts$' },
    },
    {
      name: 'core-by-its-index',
      comment: 'Other parts use what core/src/index.ts exports. Unit tests look inside.',
      severity: 'error',
      from: { path: '^(server|client|cli)/' },
      to: { path: '^core/', pathNot: ['^core/src/index\\.ts$', '^core/src/config/index\\.ts$'] },
    },
    {
      name: 'shipped-dependencies-only',
      comment: 'What is bundled is one of these, each with its reason in CONTRIBUTING.md.',
      severity: 'error',
      from: { path: '^(core|server|client|cli)/' },
      to: {
        path: '^node_modules/',
        pathNot: ['^node_modules/@types/', ...shipped.map((name) => `^node_modules/${name}/`)],
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|out|\\.tsbuild|\\.vscode-test)/' },
    tsConfig: { fileName: 'tsconfig.base.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['types', 'import', 'node', 'browser', 'default'],
    },
  },
};
