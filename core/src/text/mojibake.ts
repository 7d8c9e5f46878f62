import type { TextRange } from './range.ts';

/**
 * A stretch of text that is UTF-8 read as Windows-1252, as many real files hold it.
 *
 * `repairs` are the texts that it can have been: exactly one where every byte survived, several where a byte
 * was lost on the way, none where too much was lost to say.
 */
export interface Mojibake {
  /** Where it stands, in UTF-16 offsets. */
  readonly range: TextRange;
  /** Whether every byte survived, so that the only repair is certain. */
  readonly exact: boolean;
  readonly repairs: readonly string[];
}

/** Every stretch of mojibake in a text, in order. */
export function findMojibake(text: string): Mojibake[] {
  const found: Mojibake[] = [];
  for (let at = nextLead(text, 0); at !== -1;) {
    const run = decodeRun(text, at);
    if (run) found.push(run);
    at = nextLead(text, run?.range.end ?? at + 1);
  }
  return found;
}

/** One character that was decoded: how many UTF-16 units it took, and all that it can have been. */
interface Decoded {
  readonly length: number;
  readonly readings: () => readonly string[];
  readonly exact: boolean;
}

function nextLead(text: string, from: number): number {
  mayBeLead.lastIndex = from;
  while (mayBeLead.test(text)) {
    const at = mayBeLead.lastIndex - 1;
    lead.lastIndex = at;
    if (lead.test(text)) return at;
  }
  return -1;
}

/** One range that all that can begin a sequence is in: a text without any is passed over at the speed of this search. */
const mayBeLead = /[Â-ð]/g;
/** What can begin a sequence. */
const lead = /[ÂÃâïðã-í](?=[\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u2122])/y;

/** What Windows-1252 shows for the bytes 0x80 to 0x9f; the five that it leaves undefined are C1 controls. */
const windows1252High = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
const highBytes: ReadonlyMap<number, number> = new Map(
  Array.from(windows1252High, (character, index) => [character.charCodeAt(0), 0x80 + index]),
);

/**
 * The bytes that get lost: the five that Windows-1252 leaves undefined (they become C1 controls, which many
 * programs drop), and the soft hyphen, which is invisible and dropped as readily.
 */
const lostBytes = [0x81, 0x8d, 0x8f, 0x90, 0x9d, 0xad];

/** The closing punctuation that follows an accented letter in ordinary text. */
const punctuation: ReadonlySet<number> = new Set(Array.from('«»…‘’“”•–—', (one) => one.charCodeAt(0)));

/** Where a byte was lost the readings multiply; past this many a choice helps nobody. */
const mostReadings = 12;

/** Every reading of a run can be mojibake with readings of its own; only short runs are worth that search. */
const mostUnitsTwice = 60;

function decodeRun(text: string, start: number): Mojibake | undefined {
  const parts: Decoded[] = [];
  let end = start;
  for (let part = decodeAt(text, end); part; part = decodeAt(text, end) ?? decodeAgainMisread(text, end)) {
    parts.push(part);
    end += part.length;
  }
  if (parts.length === 0) return undefined;
  // A single ideograph can be an accented word before a quotation mark; real mojibake of such text is never alone.
  if (parts.length === 1 && isIdeographLead(text.charCodeAt(start))) return undefined;
  const exact = parts.every((part) => part.exact);
  const readings = combine(parts);
  // Text that went through the wrong code page twice is repaired twice, and such a reading leaves no doubt.
  const mayBeTwice = exact || end - start <= mostUnitsTwice;
  const again = mayBeTwice ? readings.map(repairAgain).filter((repair) => repair !== undefined) : [];
  return { range: { start, end }, exact, repairs: again.length > 0 ? again : readings };
}

/** The repair of a text that is mojibake from its first to its last unit, with every byte of it. */
function repairAgain(repaired: string): string | undefined {
  const [run] = findMojibake(repaired);
  const isWhole = run?.exact === true && run.range.end - run.range.start === repaired.length;
  return isWhole ? run.repairs[0] : undefined;
}

/** Every text that the parts can have been together; none where there are too many. */
function combine(parts: readonly Decoded[]): readonly string[] {
  let combined: readonly string[] = [''];
  for (const { readings } of parts) {
    const afters = readings();
    combined = combined.flatMap((before) => afters.map((after) => before + after));
    if (combined.length > mostReadings) return [];
  }
  return combined;
}

function decodeAt(text: string, at: number): Decoded | undefined {
  const lead = byteAt(text, at);
  if (lead === 0xc2 || lead === 0xc3) return decodeTwoBytes(text, at, lead);
  if (lead >= 0xe2 && lead <= 0xef) return decodeThreeBytes(text, at, lead);
  if (lead === 0xf0 && byteAt(text, at + 1) === 0x9f) return decodeEmoji(text, at);
  return undefined;
}

function decodeTwoBytes(text: string, at: number, lead: number): Decoded | undefined {
  const second = byteAt(text, at + 1);
  if (!isContinuation(second)) return undefined;
  // What would be a control character was none, except for those that a first wrong reading has left.
  if (lead === 0xc2 && text.charCodeAt(at + 1) !== second) return undefined;
  // `Ã”` can end a Portuguese word in front of a closing quotation mark.
  const mayBeRight = isPunctuation(text.charCodeAt(at + 1)) && isLetter(text, at - 1);
  if (mayBeRight && !isLetter(text, at + 2)) return undefined;
  return exactly(2, ((lead & 0x1f) << 6) | (second & 0x3f));
}

/**
 * A character of Windows-1252 that is none of Latin-1, such as the `Ÿ` of every emoji. `Å¸` can be right where it
 * stands alone; behind mojibake it is a part of text that was misread twice.
 */
function decodeAgainMisread(text: string, at: number): Decoded | undefined {
  const lead = byteAt(text, at);
  if (lead !== 0xc5 && lead !== 0xc6 && lead !== 0xcb) return undefined;
  const second = byteAt(text, at + 1);
  const decoded = ((lead & 0x1f) << 6) | (second & 0x3f);
  const isMisread = isContinuation(second) && highBytes.has(decoded);
  return isMisread ? exactly(2, decoded) : undefined;
}

function decodeThreeBytes(text: string, at: number, lead: number): Decoded | undefined {
  const second = byteAt(text, at + 1);
  if (!isContinuation(second)) return undefined;
  const third = byteAt(text, at + 2);
  const reading = (last: number) => ((lead & 0x0f) << 12) | ((second & 0x3f) << 6) | (last & 0x3f);
  if (isContinuation(third)) return isSurrogate(reading(third)) ? undefined : exactly(3, reading(third));
  const variationSelector = lead === 0xef && second === 0xb8;
  if (variationSelector) return { length: 2, readings: () => ['\ufe0f'], exact: false };
  if (lead !== 0xe2 || second > 0x9f || isPunctuation(text.charCodeAt(at + 1))) return undefined;
  // An invisible joiner makes sense in front of an emoji only.
  const beforeEmoji = third === 0xf0 || third === 0xe2;
  const readings = (): string[] => {
    const all = lostBytes.map((last) => String.fromCodePoint(reading(last)));
    const visible = all.filter((one) => /[\p{P}\p{S}]/u.test(one) || (beforeEmoji && one === '\u200d'));
    // The closing quotation mark is what text that has lost this byte nearly always had.
    return visible.sort((a, b) => Number(b === '”') - Number(a === '”'));
  };
  return { length: 2, readings, exact: false };
}

/** `ðŸ` begins every emoji of the supplementary planes. Either of the two bytes behind it can be lost. */
function decodeEmoji(text: string, at: number): Decoded {
  const third = byteAt(text, at + 2);
  if (!isContinuation(third)) return { length: 2, readings: () => [], exact: false };
  const fourth = byteAt(text, at + 3);
  if (isContinuation(fourth)) return exactly(4, emojiCodePoint(third, fourth));
  const readings = (): readonly string[] => {
    const lastLost = emoji(lostBytes.map((lost) => emojiCodePoint(third, lost)));
    return lastLost.length > 0 ? lastLost : emoji(lostBytes.map((lost) => emojiCodePoint(lost, third)));
  };
  return { length: 3, readings, exact: false };
}

function emojiCodePoint(third: number, fourth: number): number {
  return 0x1f000 | ((third & 0x3f) << 6) | (fourth & 0x3f);
}

function emoji(codePoints: readonly number[]): string[] {
  return codePoints.map((one) => String.fromCodePoint(one)).filter((one) => /\p{Emoji}/u.test(one));
}

function exactly(length: number, codePoint: number): Decoded {
  return { length, readings: () => [String.fromCodePoint(codePoint)], exact: true };
}

/** The Windows-1252 byte of the unit at an offset. Where there is none it is a number that no byte of a sequence has. */
function byteAt(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return highBytes.get(unit) ?? unit;
}

function isContinuation(byte: number): boolean {
  return byte >= 0x80 && byte <= 0xbf;
}

function isSurrogate(codePoint: number): boolean {
  return codePoint >= 0xd800 && codePoint <= 0xdfff;
}

function isPunctuation(unit: number): boolean {
  return punctuation.has(unit);
}

function isLetter(text: string, at: number): boolean {
  return /^\p{L}/u.test(text.slice(at, at + 2));
}

function isIdeographLead(unit: number): boolean {
  return unit >= 0xe3 && unit <= 0xed;
}
