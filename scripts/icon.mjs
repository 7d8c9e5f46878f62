// Draws media/icon.png from media/icon.svg, for the marketplace, which takes no SVG. Run it when the SVG has changed.
import { readFileSync } from 'node:fs';
import { launchBrowser } from './vscode/browser.mjs';

const size = 256;
const browser = await launchBrowser();
try {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(`<style>body { margin: 0 }</style>${readFileSync('media/icon.svg', 'utf8')}`);
  await page.locator('svg').screenshot({ path: 'media/icon.png', omitBackground: true });
} finally {
  await browser.close();
}
