/** What the server needs of the machine that it runs on, and what differs between Node and a web worker. */
export interface Host {
  /** Today's date where the user is, as `YYYY-MM-DD`. */
  today(): string;
  /**
   * The text of a file, as UTF-8 and without a byte order mark; undefined when there is none, or when this host
   * cannot reach the URI's scheme.
   *
   * @throws when the file is there and cannot be read
   */
  readFile?(uri: string): Promise<string | undefined>;
  /** Where the rules' pages are when the client does not say: the URI of a folder, ending in `/`. */
  readonly rulePages?: string;
}

/** The date of a moment on the user's own calendar, as `YYYY-MM-DD`. */
export function calendarDate(moment: Date): string {
  const pad = (part: number): string => String(part).padStart(2, '0');
  return `${String(moment.getFullYear())}-${pad(moment.getMonth() + 1)}-${pad(moment.getDate())}`;
}
