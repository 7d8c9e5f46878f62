import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { installOnce, unpackPackage } from './cache.mjs';

/** One font for code and one for emoji: a bare machine has none, and screenshots should look the same everywhere. */
const FONTS = [
  {
    package: 'dejavu-fonts-ttf@2.37.3',
    paths: [
      'ttf/DejaVuSans.ttf',
      'ttf/DejaVuSans-Bold.ttf',
      'ttf/DejaVuSansMono.ttf',
      'ttf/DejaVuSansMono-Bold.ttf',
    ],
  },
  {
    package: '@expo-google-fonts/noto-color-emoji@0.4.6',
    paths: ['400Regular/NotoColorEmoji_400Regular.ttf'],
  },
];

/**
 * The environment that makes Chromium use the fonts installed here, and those in `textFonts` for the user interface.
 *
 * @param {string} textFonts a folder with Open Sans
 * @returns {Promise<Record<string, string>>}
 */
export async function fontEnvironment(textFonts) {
  const recipe = { fonts: FONTS, textFonts };
  const folder = await installOnce('fonts', recipe, async (folder) => {
    for (const font of FONTS) {
      await unpackPackage(font.package, join(folder, font.package.replace(/[@/]/g, '-')), {
        paths: font.paths,
      });
    }
    await writeFile(join(folder, 'fonts.conf'), fontsConf([folder, textFonts], join(folder, 'cache')));
  });
  return { FONTCONFIG_FILE: join(folder, 'fonts.conf') };
}

/** @param {string[]} folders @param {string} cache */
function fontsConf(folders, cache) {
  const alias = (/** @type {string} */ family, /** @type {string[]} */ ...fonts) =>
    `  <alias binding="same"><family>${family}</family><prefer>` +
    `${fonts.map((font) => `<family>${font}</family>`).join('')}</prefer></alias>`;
  return [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
    '<fontconfig>',
    ...folders.map((folder) => `  <dir>${folder}</dir>`),
    `  <cachedir>${cache}</cachedir>`,
    alias('monospace', 'DejaVu Sans Mono', 'Noto Color Emoji'),
    alias('sans-serif', 'Open Sans', 'DejaVu Sans', 'Noto Color Emoji'),
    alias('system-ui', 'Open Sans', 'DejaVu Sans', 'Noto Color Emoji'),
    '</fontconfig>',
    '',
  ].join('\n');
}
