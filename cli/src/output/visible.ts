/**
 * A text of lines as a terminal may have it: without what moves its cursor, changes its colours or turns the direction of
 * writing. Other people's files decide on what is in them, not on what a terminal does.
 */
export function visible(text: string): string {
  return text.replace(/(?![\n\t])[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '\ufffd');
}

/**
 * The same of what must stay on one line, such as a path: a name can have line breaks in it, and what comes behind one
 * would be read as a line of its own, by CI as a command.
 */
export function oneLine(text: string): string {
  return visible(text).replace(/[\n\t\u2028\u2029]/g, '\ufffd');
}
