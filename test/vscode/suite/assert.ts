/** The part of Node's assertions that tests in a web worker need too, where there is no `node:assert`. */
export function ok(value: unknown, message = 'expected a truthy value'): asserts value {
  if (!value) throw new Error(`${message}, got ${show(value)}`);
}

/** Both are the same text, number, boolean …, or are built of the same. */
export function equal<T>(actual: T, expected: T, message = 'values differ'): void {
  if (show(actual) !== show(expected)) {
    throw new Error(`${message}\n  expected ${show(expected)}\n  actual   ${show(actual)}`);
  }
}

/** The text matches. */
export function match(actual: string, pattern: RegExp): void {
  if (!pattern.test(actual)) throw new Error(`expected ${String(pattern)} to match ${show(actual)}`);
}

function show(value: unknown): string {
  return value === undefined ? 'undefined' : JSON.stringify(value, null, 2);
}
