import eslint from '@eslint/js';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

export default defineConfig(
  { ignores: ['dist', 'out', '.tsbuild', '.vscode-test', 'test-results', 'docs', 'sample'] },
  eslint.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: {
        project: './tsconfig.lint.json',
      },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-import-type-side-effects': 'error',
      // An empty string is as good as none for names and titles, and `||` says so.
      '@typescript-eslint/prefer-nullish-coalescing': ['error', { ignorePrimitives: { string: true } }],
    },
  },
  {
    // Time, files and randomness come in as arguments; the editor and the protocol are other layers' business.
    files: ['core/src/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', 'Date', 'process', 'console', 'setTimeout', 'setInterval'],
      'no-restricted-properties': ['error', { object: 'Math', property: 'random' }],
    },
  },
  {
    // What a person sees goes through `l10n.t`.
    files: ['client/src/**/*.ts'],
    // The manifest is made from the catalogue, and has its own texts.
    ignores: ['client/src/commands/catalogue.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...[
          'CallExpression[callee.property.name=/^(show(Information|Warning|Error)Message|setStatusBarMessage)$/] > :matches(Literal, TemplateLiteral, BinaryExpression).arguments',
          'Property[key.name=/^(title|prompt|placeHolder|placeholder|tooltip|message|detail|label|description)$/] > :matches(Literal[value=/[A-Za-z]/], TemplateLiteral, BinaryExpression).value',
          'AssignmentExpression[left.property.name=/^(title|prompt|placeholder|tooltip|message|label|description|text)$/] > :matches(Literal[value=/[A-Za-z]/], BinaryExpression).right',
        ].map((selector) => ({ selector, message: 'Show texts through l10n.t.' })),
      ],
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      // Mocha's own interface is made of functions whose result nobody waits for.
      '@typescript-eslint/no-floating-promises': ['error', { allowForKnownSafeCalls: ['describe', 'it'] }],
      '@typescript-eslint/no-unused-expressions': 'off',
    },
  },
  {
    files: ['**/*.mjs', '**/*.cjs'],
    languageOptions: {
      globals: {
        console: 'readonly',
        URL: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        fetch: 'readonly',
        module: 'writable',
        window: 'readonly',
        document: 'readonly',
        performance: 'readonly',
      },
    },
  },
);
