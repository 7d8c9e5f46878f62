/** A set of UTF-16 code units that is quick to ask, for readers that go through a text unit by unit. */
export class UnitSet {
  readonly #ascii = new Uint8Array(128);
  readonly #others = new Set<number>();

  constructor(characters: string) {
    for (let at = 0; at < characters.length; at++) {
      const unit = characters.charCodeAt(at);
      if (unit < 128) this.#ascii[unit] = 1;
      else this.#others.add(unit);
    }
  }

  has(unit: number): boolean {
    return unit < 128 ? this.#ascii[unit] === 1 : this.#others.has(unit);
  }
}

/** Spaces and tabs. */
export function isBlank(unit: number): boolean {
  return unit === 0x20 || unit === 0x09;
}

/** The letters and digits of ASCII. */
export function isAlphanumeric(unit: number): boolean {
  return isDigit(unit) || (unit >= 0x41 && unit <= 0x5a) || (unit >= 0x61 && unit <= 0x7a);
}

/** The digits of ASCII. */
export function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}
