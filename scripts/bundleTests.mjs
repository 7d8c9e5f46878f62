import { build } from 'esbuild';

/**
 * Bundles files of tests into one.
 *
 * @param {{ layer: string, imports: readonly string[], properties: Record<string, unknown>, outfile: string }} tests
 *   `imports` are loaded in this order; `properties` is what fast-check is told of every property
 */
export async function bundleTests({ layer, imports, properties, outfile }) {
  const setup = `import fc from 'fast-check'; fc.configureGlobal(${JSON.stringify(properties)});`;
  await build({
    stdin: {
      contents: [setup, ...imports.map((one) => `import ${JSON.stringify(one)};`)].join('\n'),
      resolveDir: `test/${layer}`,
    },
    bundle: true,
    platform: 'node',
    packages: 'external',
    format: 'cjs',
    sourcemap: true,
    outfile,
    logLevel: 'warning',
  });
}
