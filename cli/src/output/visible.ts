/**
 * A text of lines as a terminal may have it: without what moves its cursor, changes its colours or turns the direction of
 * writing. Other people's files decide on what is in them, not on what a terminal does.
 */
export function visible(text: string): string {
  return text.replace(/(?![\n\t])[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '\ufffd');
}
