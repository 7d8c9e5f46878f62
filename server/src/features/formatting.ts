import type { Range, TextEdit } from 'vscode-languageserver';
import { format } from '#core';
import type { Services } from '../services.ts';
import { policyOverrides, toOffsets, toRange } from '../workspace/taskFile.ts';

/** The edits that bring an open file, or what of it is in a range, into form. None where that is switched off. */
export async function formatting(
  { files, settingsOf, today }: Services,
  uri: string,
  range?: Range,
): Promise<TextEdit[]> {
  const settings = await settingsOf(uri);
  const file = files.open(uri);
  if (!file || !settings.format.enabled) return [];
  const options = { today: today(), levels: settings.rules, policy: policyOverrides(settings) };
  const edits = format(file.document, options, range && toOffsets(file, range));
  return edits.map((edit) => ({ range: toRange(file, edit.range), newText: edit.newText }));
}
