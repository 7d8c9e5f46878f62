import { createRequire } from 'node:module';
import { build } from 'esbuild';

/**
 * Bundles a TypeScript file that needs no editor, and loads what it exports.
 *
 * @param {string} path from the repository's folder
 */
export async function load(path) {
  const outfile = `out/generate/${path.replaceAll('/', '.')}.js`;
  await build({
    entryPoints: [path],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    outfile,
    logLevel: 'warning',
  });
  return createRequire(import.meta.url)(`../../${outfile}`);
}
