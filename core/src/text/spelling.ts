/**
 * Whether one slip of the keyboard turns one word into the other: a letter left out, added or replaced, or
 * two neighbours swapped. Equal words are no slip. Case counts.
 *
 * The measure is the optimal string alignment distance being exactly one; it is found without a table because
 * only that one distance is asked for.
 */
export function isOneSlip(a: string, b: string): boolean {
  if (a === b) return false;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  let at = 0;
  while (short[at] === long[at]) at++;
  if (short.length < long.length) return short.slice(at) === long.slice(at + 1);
  const replaced = short.slice(at + 1) === long.slice(at + 1);
  const swapped =
    short[at] === long[at + 1] && short[at + 1] === long[at] && short.slice(at + 2) === long.slice(at + 2);
  return replaced || swapped;
}

/** The only candidate that is one slip away from a word, case aside; undefined where none or several are. */
export function oneSlipAway(word: string, candidates: Iterable<string>): string | undefined {
  const lower = word.toLowerCase();
  let found: string | undefined;
  for (const candidate of candidates) {
    if (!isOneSlip(lower, candidate.toLowerCase())) continue;
    if (found !== undefined) return undefined;
    found = candidate;
  }
  return found;
}
