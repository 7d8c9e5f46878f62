import assert from 'node:assert/strict';
// The finder is no part of the public face of core; its rule shows only a part of what it can tell.
import { findMojibake } from '../../core/src/text/mojibake.ts';

/** What Windows-1252 makes of UTF-8. The five bytes that it leaves undefined become C1 controls, as browsers do. */
function misread(text: string): string {
  const bytes = [...new TextEncoder().encode(text)];
  return bytes.map((byte) => high.get(byte) ?? String.fromCharCode(byte)).join('');
}

/** Where Windows-1252 differs from Latin-1. */
const high = new Map(
  Array.from('€_‚ƒ„…†‡ˆ‰Š‹Œ_Ž__‘’“”•–—˜™š›œ_žŸ').flatMap((one, at) =>
    one === '_' ? [] : [[0x80 + at, one]],
  ),
);

/** The same after a program that drops C1 controls and soft hyphens. */
function withLosses(misreadText: string): string {
  return misreadText.replace(/[\u0080-\u009f\u00ad]/g, '');
}

function repairsOf(text: string): (readonly string[])[] {
  return findMojibake(text).map((run) => run.repairs);
}

describe('findMojibake', () => {
  for (const [bytes, original] of [
    ['two', 'é'],
    ['two, with a no-break space in it', 'à'],
    ['three', '—'],
    ['three, with a C1 control in it', '”'],
    ['three, of box drawing', '└──'],
    ['four', '🚀'],
    ['four, with a C1 control in it', '🔐'],
    ['four, with a soft hyphen in it', '🧭'],
    ['several characters', '🛡️'],
    ['several characters without a space', '統計情報'],
  ] as const) {
    it(`repairs ${bytes} bytes exactly: ${original}`, () => {
      const text = `A ${misread(original)} B`;
      assert.deepEqual(findMojibake(text), [
        { range: { start: 2, end: text.length - 2 }, exact: true, repairs: [original] },
      ]);
    });
  }

  it('repairs text that was misread twice, or three times', () => {
    assert.deepEqual(repairsOf(misread(misread('—'))), [['—']]);
    assert.deepEqual(repairsOf(misread(misread('🚀'))), [['🚀']]);
    assert.deepEqual(repairsOf(misread(misread(misread('é')))), [['é']]);
  });

  it('takes a reading for certain that was itself misread', () => {
    assert.deepEqual(findMojibake(withLosses(misread(misread('—')))), [
      { range: { start: 0, end: 7 }, exact: false, repairs: ['—'] },
    ]);
  });

  for (const [what, original, readings] of [
    ['the last byte', '🔐', ['🔁', '🔍', '🔏', '🔐', '🔝', '🔭']],
    ['the third byte', '🐳', ['🍳', '🏳', '🐳']],
    ['a soft hyphen', '🧭', ['🧁', '🧍', '🧏', '🧐', '🧝', '🧭']],
    ['the last byte of a quotation mark', '”', ['”', '‐']],
    ['the last byte of a variation selector', '🛡️', ['🛡️']],
    ['both bytes of an emoji', '🐍', []],
  ] as const) {
    it(`offers what it can have been when ${what} was lost`, () => {
      const text = withLosses(misread(original));
      const [run, ...others] = findMojibake(`${text} B`);
      assert.deepEqual(others, []);
      assert.equal(run?.exact, false);
      assert.deepEqual(run.repairs, readings);
      assert.deepEqual(run.range, { start: 0, end: text.length });
    });
  }

  it('joins emoji whose joiner was lost', () => {
    assert.ok(repairsOf(withLosses(misread('👩‍💻')))[0]?.includes('👩‍💻'));
  });

  it('gives no choices where there would be too many', () => {
    assert.deepEqual(repairsOf(withLosses(misread('🔐🔐'))), [[]]);
  });

  it('gives one run for what stands together, and one each for what does not', () => {
    const text = `${misread('🚀')} x ${misread('—')}`;
    assert.deepEqual(
      findMojibake(text).map(({ range }) => text.slice(range.start, range.end)),
      [misread('🚀'), misread('—')],
    );
  });

  it('repairs French quotation marks with their spaces', () => {
    assert.deepEqual(repairsOf(misread('«\u00a0oui\u00a0»')), [['«\u00a0'], ['\u00a0»']]);
  });

  for (const [language, text] of [
    ['English', 'It’s “quoted” — 5 µm, 20 °C, £3, naïve café… • done™ ½ × 2'],
    ['French', '« Où est l’île ? À Nîmes », dit-il ; Noël, œuvre, ÂGE, « PRÊT… », forêt… “âme”'],
    ['German', '„Größe“ und ‚Maß‘ – Äpfel, Öl, ÜBER … “Straße”'],
    ['Portuguese', 'A “IRMÔ e o “CAFÔ não são “MAÇÔ; coração… IRMÃ”, AMANHÖ, VÓ'],
    ['Spanish', '«¿Sí?» – «¡Aquí…!» Nº 1, 2ª, así” y allí—'],
    ['Romanian', '„HOTĂRÔ și „AÂ”. Â„'],
    ['Vietnamese', 'Tiếng Việt: “ÂN”, “được”, ăn’'],
    ['Icelandic', 'Það er “ð”, ÍSLAND'],
    ['Chinese', '设计数据库迁移策略——完成'],
    ['Japanese', 'データベース「移行」'],
    ['Russian', 'Привет, «мир» — да'],
    ['emoji', '🔐 Security — 🛡️ 👩‍💻 ✅ →'],
    ['box drawing', '├── docs\n└── “src”'],
  ] as const) {
    it(`is silent on correct ${language} text`, () => {
      assert.deepEqual(findMojibake(text), []);
    });
  }

  it('never gives half a surrogate pair', () => {
    for (const { repairs } of findMojibake('í\u00a0»í\u00a0»')) {
      for (const repair of repairs) assert.doesNotMatch(repair, /\p{Cs}/u);
    }
  });
});
