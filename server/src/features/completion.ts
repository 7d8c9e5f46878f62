import {
  type ClientCapabilities,
  type CompletionContext,
  type CompletionItem,
  type CompletionList,
  type CompletionOptions,
  CompletionTriggerKind,
  type Position,
} from 'vscode-languageserver';
import { holdsTasks, isHidden } from '#core';
import type { Services } from '../services.ts';
import { policyIn } from '../workspace/queuePolicy.ts';
import { completeAttributes } from './completion/attributes.ts';
import { completeLine, lineSignAt } from './completion/lines.ts';
import type { CompletionRequest } from './completion/request.ts';
import { completeTags } from './completion/tags.ts';
import { completeValues } from './completion/values.ts';

/** When a client asks unbidden: where a tag, a marker, a field or the next part of a path begins. */
export const completionOptions: CompletionOptions = { triggerCharacters: ['[', ':', '#', '*', '/'] };

/** What can be written at a position of an open file. Nothing in prose, in comments, and in files of other dialects. */
export async function completion(
  services: Services,
  client: ClientCapabilities,
  uri: string,
  position: Position,
  context: CompletionContext | undefined,
): Promise<CompletionList | null> {
  await services.workspace.prepare(uri);
  const settings = await services.settingsOf(uri);
  const file = services.files.open(uri);
  if (!file || file.document.file === 'tasks') return null;
  const offset = file.lines.offset(position);
  if (isHidden(file.document, offset)) return null;
  const policy = policyIn(services.workspace.queueOf(uri), file.document, settings);
  // A client that does not say how it came to ask may have been told to.
  const isInvoked = (context?.triggerKind ?? CompletionTriggerKind.Invoked) === CompletionTriggerKind.Invoked;
  const request: CompletionRequest = { file, offset, isInvoked, policy, services, client };
  const found = await itemsOf(request);
  if (found.length === 0) return null;
  const items = found.map((item, at) => ({ ...item, sortText: String(at).padStart(5, '0') }));
  return { isIncomplete: false, items };
}

async function itemsOf(request: CompletionRequest): Promise<CompletionItem[]> {
  const isOurs = holdsTasks(request.file.document);
  const ofTags = isOurs ? (completeTags(request) ?? completeAttributes(request)) : undefined;
  if (ofTags) return ofTags;
  const sign = lineSignAt(request);
  const ofValues = isOurs && !sign?.written ? await completeValues(request) : [];
  return sign ? [...ofValues, ...completeLine(request, sign)] : ofValues;
}
