import { schemaVersion } from '#server/tools/schemaVersion';

/** What programs are answered, as lines of JSON that say which form they have. */
export function jsonText(data: object): string {
  return prettyJson({ schemaVersion, ...data });
}

/** Data as lines of JSON. What a terminal would take for a command is escaped, which is the same to programs. */
export function prettyJson(data: object): string {
  const escape = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return `${JSON.stringify(data, undefined, 2).replace(/[\x7f-\x9f\u2028-\u202e\u2066-\u2069]/g, escape)}\n`;
}
