import type { ClientCapabilities } from 'vscode-languageserver';
import {
  type CompletionItem,
  CompletionItemKind,
  InsertTextFormat,
  InsertTextMode,
} from 'vscode-languageserver-types';
import type { Policy, Template, TextRange } from '#core';
import type { Services } from '../../services.ts';
import { type TaskFile, toRange } from '../../workspace/taskFile.ts';

/** A place where something is to be completed, and what is known around it. */
export interface CompletionRequest {
  readonly file: TaskFile;
  readonly offset: number;
  /** Whether somebody wanted it, rather than that they wrote a sign that can begin something. */
  readonly isInvoked: boolean;
  readonly policy: Policy;
  readonly services: Services;
  readonly client: ClientCapabilities;
}

/** What an item offers. */
export interface Offer {
  readonly label: string;
  readonly kind: CompletionItemKind;
  /** What takes the place of the range. Where the client has snippets, the places in it are filled in one by one. */
  readonly text: string | Template;
  readonly detail?: string | undefined;
  /** What is compared with what is written there; the text where it is left out. */
  readonly filter?: string | undefined;
}

/** Offers as items that replace a range on one line, which what was written begins and the cursor is in. */
export function toItems(
  { file, client }: CompletionRequest,
  range: TextRange,
  offers: readonly Offer[],
): CompletionItem[] {
  const replaced = toRange(file, range);
  const { completionItem: ability, completionItemKind } = client.textDocument?.completion ?? {};
  const kindOf = (kind: CompletionItemKind): CompletionItemKind =>
    completionItemKind?.valueSet?.includes(kind) ? kind : firstKind(kind);
  const keepsLines = ability?.insertTextModeSupport?.valueSet.includes(InsertTextMode.asIs) === true;
  return offers.map(({ label, kind, text, detail, filter }) => {
    const template = typeof text === 'string' ? { text, places: [] } : text;
    const isSnippet = ability?.snippetSupport === true && template.places.length > 0;
    return {
      label,
      kind: kindOf(kind),
      filterText: filter ?? template.text,
      textEdit: { range: replaced, newText: isSnippet ? snippet(template) : template.text },
      ...(detail !== undefined && { detail }),
      ...(isSnippet && { insertTextFormat: InsertTextFormat.Snippet }),
      ...(keepsLines && template.text.includes('\n') && { insertTextMode: InsertTextMode.asIs }),
    };
  });
}

/** A kind of LSP's first version, which a client has that does not say which it knows. */
function firstKind(kind: CompletionItemKind): CompletionItemKind {
  if (kind <= CompletionItemKind.Reference) return kind;
  return kind === CompletionItemKind.Folder ? CompletionItemKind.File : CompletionItemKind.Enum;
}

/** A template in LSP's snippet syntax. */
function snippet({ text, places }: Template): string {
  let result = '';
  let done = 0;
  let stop = 0;
  for (const { start, end } of places) {
    if (start < done) continue;
    result += escaped(text.slice(done, start));
    result += `\${${String(++stop)}${start === end ? '' : `:${escaped(text.slice(start, end))}`}}`;
    done = end;
  }
  return result + escaped(text.slice(done));
}

function escaped(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}
