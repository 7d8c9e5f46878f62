import type { DocumentSymbolClientCapabilities } from 'vscode-languageserver';
import { SymbolKind, SymbolTag } from 'vscode-languageserver-types';

/** What a client has said of the symbols that it takes, in an outline or in a search. */
export type SymbolAbility = Pick<DocumentSymbolClientCapabilities, 'symbolKind' | 'tagSupport'> | undefined;

/** A kind as a client knows it: one that does not say which it knows has those of LSP's first version. */
export function symbolKindFor(ability: SymbolAbility, kind: SymbolKind): SymbolKind {
  const isKnown = ability?.symbolKind?.valueSet?.includes(kind) ?? kind <= SymbolKind.Array;
  return isKnown ? kind : (firstKinds.get(kind) ?? kind);
}

/** The tags of something that is done with, for a client that knows them. */
export function doneTags(ability: SymbolAbility): { readonly tags?: SymbolTag[] } {
  const { Deprecated } = SymbolTag;
  return ability?.tagSupport?.valueSet.includes(Deprecated) ? { tags: [Deprecated] } : {};
}

const firstKinds: ReadonlyMap<SymbolKind, SymbolKind> = new Map([
  [SymbolKind.Event, SymbolKind.Property],
  [SymbolKind.Null, SymbolKind.Variable],
  [SymbolKind.Key, SymbolKind.Constant],
]);
