import { githubSlugifier, createLanguageService } from 'vscode-markdown-languageservice';
import { CancellationToken } from 'vscode-languageserver-protocol';
import { TextDocument } from 'vscode-languageserver-textdocument';
import MarkdownIt from 'markdown-it';

const none = { onEvent: () => ({ dispose: () => undefined }) };
const markdownIt = new MarkdownIt();
/** A workspace of one open document. */
const workspace = {
  workspaceFolders: [],
  onDidChangeMarkdownDocument: none.onEvent,
  onDidCreateMarkdownDocument: none.onEvent,
  onDidDeleteMarkdownDocument: none.onEvent,
  getAllMarkdownDocuments: () => Promise.resolve([]),
  hasMarkdownDocument: () => false,
  openMarkdownDocument: () => Promise.resolve(undefined),
  stat: () => Promise.resolve(undefined),
  readDirectory: () => Promise.resolve([]),
};
const service = createLanguageService({
  workspace,
  parser: {
    slugifier: githubSlugifier,
    tokenize: (document) => Promise.resolve(markdownIt.parse(document.getText(), {})),
  },
  logger: { level: 0, log: () => undefined },
});
let version = 0;

/** The outline and the folds of a text, as VS Code's own Markdown support makes them. */
export async function outlineAndFolds(text) {
  const document = TextDocument.create('file:///BACKLOG.md', 'markdown', ++version, text);
  const wanted = { includeLinkDefinitions: false };
  await service.getDocumentSymbols(document, wanted, CancellationToken.None);
  await service.getFoldingRanges(document, CancellationToken.None);
}
