import type { FileSystem } from './workspace/fileSystem.ts';

/** What the server needs of the machine that it runs on, and what differs between Node and a web worker. */
export interface Host {
  /** Today's date where the user is, as `YYYY-MM-DD`. */
  today(): string;
  /** What no other server of this machine has, whenever it is started. */
  readonly session: string;
  /** The files of the scheme `file`, where the host has them. */
  readonly files?: FileSystem;
  /** Where the rules' pages are when the client does not say: the URI of a folder, ending in `/`. */
  readonly rulePages?: string;
}

/** The date of a moment on the user's own calendar, as `YYYY-MM-DD`. */
export function calendarDate(moment: Date): string {
  const pad = (part: number): string => String(part).padStart(2, '0');
  return `${String(moment.getFullYear())}-${pad(moment.getMonth() + 1)}-${pad(moment.getDate())}`;
}
