import type { TextRange } from './range.ts';

/**
 * A stretch of text that is UTF-8 read as Windows-1252, as dialect.md tells of the real files.
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
  leadUnits.lastIndex = 0;
  for (let match = leadUnits.exec(text); match; match = leadUnits.exec(text)) {
    const run = decodeRun(text, match.index);
    if (!run) continue;
    found.push(run);
    leadUnits.lastIndex = run.range.end;
  }
  return found;
}

/** One character that was decoded: how many UTF-16 units it took, and all that it can have been. */
interface Decoded {
  readonly length: number;
  readonly readings: readonly string[];
  readonly exact: boolean;
}

/** Every unit that can begin a sequence; a text without one is passed over at the speed of this search. */
const leadUnits = /[ÂÃâïðã-í]/g;

/** What Windows-1252 shows for the bytes 0x80 to 0x9f; a space stands for the five that it leaves undefined. */
const windows1252High = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';

/**
 * The bytes that get lost: the five that Windows-1252 leaves undefined (they become C1 controls, which many
 * programs drop), and the soft hyphen, which is invisible and dropped as readily.
 */
const lostBytes = [0x81, 0x8d, 0x8f, 0x90, 0x9d, 0xad];

/** Where a byte was lost the readings multiply; past this many a choice helps nobody. */
const mostReadings = 12;

function decodeRun(text: string, start: number): Mojibake | undefined {
  const parts: Decoded[] = [];
  let end = start;
  for (let part = decodeAt(text, end); part; part = decodeAt(text, end)) {
    parts.push(part);
    end += part.length;
  }
  if (parts.length === 0) return undefined;
  // A single ideograph can be an accented word before a quotation mark; real mojibake of such text is never alone.
  if (parts.length === 1 && isIdeographLead(text.charCodeAt(start))) return undefined;
  const exact = parts.every((part) => part.exact);
  const repairs = combine(parts.map((part) => part.readings));
  return { range: { start, end }, exact, repairs: exact ? repairs.map(repairAgain) : repairs };
}

/** Text that went through the wrong code page twice is repaired twice. */
function repairAgain(repaired: string): string {
  const [run, ...others] = findMojibake(repaired);
  const whole = run?.exact === true && others.length === 0 && run.range.end - run.range.start === repaired.length;
  return whole ? (run.repairs[0] ?? repaired) : repaired;
}

function combine(parts: readonly (readonly string[])[]): readonly string[] {
  let combined = [''];
  for (const readings of parts) {
    combined = combined.flatMap((before) => readings.map((reading) => before + reading));
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
  // `Ã”` ends a Portuguese word before a closing quotation mark: without a letter behind it, it is that.
  if (isPunctuation(text.charCodeAt(at + 1)) && !isLetter(text, at + 2)) return undefined;
  return exactly(2, ((lead & 0x1f) << 6) | (second & 0x3f));
}

function decodeThreeBytes(text: string, at: number, lead: number): Decoded | undefined {
  const second = byteAt(text, at + 1);
  if (!isContinuation(second)) return undefined;
  const third = byteAt(text, at + 2);
  const reading = (last: number) => ((lead & 0x0f) << 12) | ((second & 0x3f) << 6) | (last & 0x3f);
  if (isContinuation(third)) return exactly(3, reading(third));
  const variationSelector = lead === 0xef && second === 0xb8;
  if (variationSelector) return { length: 2, readings: ['\ufe0f'], exact: false };
  if (lead !== 0xe2 || second > 0x9f || isPunctuation(text.charCodeAt(at + 1))) return undefined;
  const readings = lostBytes.map((last) => String.fromCodePoint(reading(last)));
  const visible = readings.filter((one) => /^[\p{P}\p{S}]$/u.test(one));
  // The closing quotation mark is what text that has lost this byte nearly always had.
  visible.sort((a, b) => Number(b === '”') - Number(a === '”'));
  return { length: 2, readings: visible, exact: false };
}

/** `ðŸ` begins every emoji of the supplementary planes. Either of the two bytes behind it can be lost. */
function decodeEmoji(text: string, at: number): Decoded {
  const third = byteAt(text, at + 2);
  if (!isContinuation(third)) return { length: 2, readings: [], exact: false };
  const fourth = byteAt(text, at + 3);
  if (isContinuation(fourth)) return exactly(4, emojiCodePoint(third, fourth));
  const lastLost = emoji(lostBytes.map((lost) => emojiCodePoint(third, lost)));
  const readings = lastLost.length > 0 ? lastLost : emoji(lostBytes.map((lost) => emojiCodePoint(lost, third)));
  return { length: 3, readings, exact: false };
}

function emojiCodePoint(third: number, fourth: number): number {
  return 0x1f000 | ((third & 0x3f) << 6) | (fourth & 0x3f);
}

function emoji(codePoints: readonly number[]): string[] {
  return codePoints.map((one) => String.fromCodePoint(one)).filter((one) => /\p{Emoji}/u.test(one));
}

function exactly(length: number, codePoint: number): Decoded {
  return { length, readings: [String.fromCodePoint(codePoint)], exact: true };
}

/** The Windows-1252 byte of the unit at an offset; -1 where there is none. C1 controls stand for themselves. */
function byteAt(text: string, at: number): number {
  if (at >= text.length) return -1;
  const unit = text.charCodeAt(at);
  if (unit < 0x80) return -1;
  if (unit <= 0xff) return unit;
  const index = windows1252High.indexOf(text.charAt(at));
  return index === -1 ? -1 : 0x80 + index;
}

function isContinuation(byte: number): boolean {
  return byte >= 0x80 && byte <= 0xbf;
}

/** The closing punctuation that follows an accented letter in ordinary text: « » … ‘ ’ “ ” • – — */
function isPunctuation(unit: number): boolean {
  return '«»…‘’“”•–—'.includes(String.fromCharCode(unit));
}

function isLetter(text: string, at: number): boolean {
  return /^\p{L}/u.test(text.slice(at, at + 2));
}

function isIdeographLead(unit: number): boolean {
  return unit >= 0xe3 && unit <= 0xed;
}
