import { messageOf } from '#core';
import { visibleLine } from '../features/hoverText.ts';
import type { Services } from '../services.ts';
import { Unreadable } from '../workspace/fileSystem.ts';
import type { UnreadData } from './outputs.ts';
import { shownPath } from './places.ts';

/** The task files that could not be read, as part of what a tool answers; nothing where there are none. */
export function unreadData(services: Pick<Services, 'workspace' | 'files'>): {
  readonly unread?: UnreadData;
} {
  const unread = [...services.files.unread].map(([uri, error]) => ({
    file: shownPath(services, uri),
    reason: error instanceof Unreadable ? error.reason : messageOf(error),
  }));
  return unread.length === 0 ? {} : { unread };
}

/** The same as lines of text. */
export function unreadLines(unread: UnreadData): string[] {
  return (unread ?? []).map(({ file, reason }) => visibleLine(`${file} cannot be read: ${reason}.`));
}
