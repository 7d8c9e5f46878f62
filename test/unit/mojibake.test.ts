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
    ['two, the second the last of all', 'ÿ'],
    ['three, of the first and last of a script', 'ぁ한'],
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
    assert.deepEqual(repairsOf(misread(misread('‘'))), [['‘']]);
    assert.deepEqual(repairsOf(misread(misread('”'))), [['”']]);
  });

  it('leaves what was misread twice as it was after the first time where only a part of it can be repaired', () => {
    for (const part of ['Ã©あ', 'あÃ©', 'あÃ©あ', 'ðŸ”', 'ア'])
      assert.deepEqual(repairsOf(misread(part + 'あ')), [[part + 'あ']]);
    assert.deepEqual(repairsOf(misread('ðŸ”')), [['ðŸ”']]);
  });

  it('looks for a second misreading where bytes were lost in short runs only', () => {
    const run = (accents: number): string =>
      withLosses(misread(misread(`${'…'.repeat(3)}${'é'.repeat(accents)}—`)));
    assert.equal(run(8).length, 60);
    const [short] = findMojibake(`${'Sail '.repeat(20)}${run(8)} `);
    assert.deepEqual(short?.repairs, [`………${'é'.repeat(8)}—`]);
    const [long] = findMojibake(run(9));
    const once = misread(`………${'é'.repeat(9)}`);
    assert.deepEqual(long?.repairs, [`${once}â€”`, `${once}â€‐`]);
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
    ['the last byte of a sign of the last block', '⟐', ['⟁', '⟍', '⟏', '⟐', '⟝', '⟭']],
    ['the last byte of a joiner in front of a sign', '🤷\u200d♀', ['🤷”♀', '🤷\u200d♀', '🤷‐♀']],
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

  it('gives twelve choices, and none where there would be more', () => {
    const [choices] = repairsOf(withLosses(misread('🔐”')));
    assert.equal(choices?.length, 12);
    assert.deepEqual(choices.slice(0, 3), ['🔁”', '🔁‐', '🔍”']);
    assert.deepEqual(repairsOf(withLosses(misread('🔐🔐'))), [[]]);
  });

  it('gives one run for what stands together, and one each for what does not', () => {
    const text = `${misread('🚀')} x ${misread('—')}`;
    assert.deepEqual(
      findMojibake(text).map(({ range }) => text.slice(range.start, range.end)),
      [misread('🚀'), misread('—')],
    );
  });

  for (const [what, follows] of [
    ['another letter in front of signs', 'Ä€€'],
    ['a letter that begins nothing', 'ñŸ˜€'],
    ['a letter between Ã and å', 'à€€'],
    ['what begins two bytes, and a word', 'Ãx'],
    ['what begins a control character', 'Â…'],
    ['what begins three bytes, and a word', 'âx€'],
    ['what begins three bytes, and a control', 'â\u007f€'],
    ['half a character of two units', 'í\u00a0€'],
    ['the last half of a character of two units', 'í¿¿'],
    ['a letter that looks like one that was misread twice', 'å¸'],
    ['a letter of Nordic words', 'Åø'],
    ['a letter that no second misreading gives', 'Å¿'],
    ['an accented letter and a sign', 'é™'],
    ['an emoji that is cut off', 'ð'],
    ['a word', 'tide'],
  ] as const) {
    it(`ends a run where ${what} follows`, () => {
      assert.deepEqual(findMojibake(`${misread('—')}${follows} x`), [
        { range: { start: 0, end: 3 }, exact: true, repairs: ['—'] },
      ]);
    });
  }

  for (const [what, text] of [
    ['a single ideograph', misread('統')],
    ['the first of all ideographs', misread('ア')],
    ['the last of all ideographs', misread('한')],
    ['a word with an accent before a quotation mark', 'é”»'],
    ['a private character', misread('\ue000\ue001')],
    ['half of a variation selector', 'ä¸ x'],
    ['half of a byte order mark', 'ï» x'],
    ['an accented letter and a sign', 'é™ x'],
    ['â and a sign', 'â© x'],
    ['a word on â before a quotation mark', 'voilâ” x'],
    ['an emoji that is cut off', 'ð x'],
  ] as const) {
    it(`is silent on ${what}`, () => {
      assert.deepEqual(findMojibake(text), []);
    });
  }

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
