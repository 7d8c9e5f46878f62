import type { Document } from '../../document/model.ts';

/** What the fix of a comment or fence that never ends is called, by the offset at which it puts the end. */
export function closingTitle({ text }: Document, offset: number): string {
  return text.slice(offset).trim() === '' ? 'End it at the end of the file' : 'End it before the next marker';
}
