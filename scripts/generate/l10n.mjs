// Collects what the client shows: the texts of its calls of `l10n.t`, as VS Code's bundles of translations have them.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path/posix';
import ts from 'typescript';

/**
 * The bundle of the English texts, in the order of the files and of the calls in them.
 *
 * @throws Error where a text is put together, which nobody could translate
 */
export function l10nBundle() {
  const root = 'client/src';
  const files = readdirSync(root, { recursive: true })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => join(root, path.replaceAll('\\', '/')))
    .sort();
  return Object.fromEntries(
    files.flatMap((path) => textsOf(path, readFileSync(path, 'utf8'))).map((text) => [text, text]),
  );
}

function textsOf(path, source) {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true);
  const texts = [];
  visit(file);
  return texts;

  function visit(node) {
    if (ts.isCallExpression(node) && node.expression.getText(file) === 'l10n.t') {
      const [text] = node.arguments;
      if (!text || !ts.isStringLiteralLike(text)) {
        const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
        throw new Error(`${path}:${line + 1}: l10n.t takes its text as one literal.`);
      }
      texts.push(text.text);
    }
    ts.forEachChild(node, visit);
  }
}
