import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';

const TYPES = /** @type {Record<string, string>} */ ({
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
});

/**
 * Serves folders over HTTP on this machine, as a marketplace serves extensions to VS Code in the browser.
 *
 * @param {[prefix: string, folder: string][]} mounts the first prefix that matches decides
 * @returns {Promise<{ port: number, stop: () => Promise<void> }>}
 */
export async function startStaticServer(mounts) {
  const server = createServer(async (request, response) => {
    const file = locate(mounts, decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname));
    const found = file && (await stat(file).catch(() => undefined));
    response.setHeader('Access-Control-Allow-Origin', '*');
    if (!file || !found?.isFile()) return void response.writeHead(404).end();
    response.writeHead(200, {
      'Content-Type': TYPES[extname(file)] ?? 'text/plain; charset=utf-8',
      'Content-Length': found.size,
    });
    createReadStream(file)
      .on('error', (error) => response.destroy(error))
      .pipe(response);
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve(undefined));
  });
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('The server has no port');
  return {
    port: address.port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** @param {[string, string][]} mounts @param {string} path */
function locate(mounts, path) {
  for (const [prefix, folder] of mounts) {
    if (!path.startsWith(prefix)) continue;
    const file = normalize(join(folder, path.slice(prefix.length)));
    return file.startsWith(folder + sep) ? file : undefined;
  }
  return undefined;
}
