import { Utils, URI } from 'vscode-uri';
import type { PathLookup } from '#core';
import type { DirectoryEntry, EntryKind, FileSystems } from './fileSystem.ts';
import { folderOf, foldersUpTo } from './queueGrouping.ts';
import { canonicalUri } from './taskFiles.ts';

/**
 * What the paths lead to that task files name. A path can start at the file's own folder or at any above it, up to the
 * workspace folder; nothing outside that is looked at. Folders are listed once, until they change.
 */
export class ExistingPaths {
  readonly #fileSystems: FileSystems;
  readonly #listings = new Map<string, Promise<Listing>>();
  #revision = 0;

  constructor(fileSystems: FileSystems) {
    this.#fileSystems = fileSystems;
  }

  /** Changes whenever what is known may have changed. */
  get revision(): number {
    return this.#revision;
  }

  /**
   * Takes note of what was created or deleted.
   *
   * @returns whether anything may be other than it was known
   */
  changed(uris: readonly string[]): boolean {
    const isListed = (uri: string): boolean => this.#listings.has(canonicalUri(uri));
    if (!uris.some((uri) => isListed(uri) || isListed(folderOf(uri)))) return false;
    this.clear();
    return true;
  }

  /** Forgets everything. */
  clear(): void {
    this.#listings.clear();
    this.#revision++;
  }

  /** The same, with nothing known yet: for who asks about files that nobody watches. */
  anew(): ExistingPaths {
    return new ExistingPaths(this.#fileSystems);
  }

  /**
   * Looks up paths that a file names.
   *
   * @param root the URI of the workspace folder that the file is in
   */
  async lookUp(uri: string, root: string, paths: Iterable<string>): Promise<PathLookup> {
    const starts = foldersUpTo(uri, root);
    const kinds = new Map<string, EntryKind | 'missing' | undefined>();
    const below = new Map<string, readonly string[]>();
    for (const path of new Set(paths)) {
      const found = await this.#resolve(starts, root, path);
      // What is behind a link nobody knows.
      if (found?.kind === 'link') continue;
      kinds.set(path, found?.kind ?? (await this.#missing(starts, root, path)));
      if (found?.kind === 'file') continue;
      const top = found ? path : firstPart(path);
      if (!below.has(top)) below.set(top, await this.#filesBelow(starts, root, top));
    }
    return {
      kindOf: (path) => kinds.get(path),
      filesBelow: (folder) => below.get(folder) ?? [],
    };
  }

  /** The URI of what a path leads to; undefined where there is nothing. */
  async find(uri: string, root: string, path: string): Promise<{ uri: string; kind: EntryKind } | undefined> {
    const found = await this.#resolve(foldersUpTo(uri, root), root, path);
    return found && found.kind !== 'link' ? { uri: found.uri, kind: found.kind } : undefined;
  }

  /** What is right in the folder that a path leads to, whatever it starts at. */
  async entriesOf(uri: string, root: string, folder: string): Promise<readonly DirectoryEntry[]> {
    const found = await Promise.all(
      foldersUpTo(uri, root).map(async (start) => {
        const at =
          folder === '' ? { uri: start, kind: 'folder' } : await this.#walk(start, root, partsOf(folder));
        return at?.kind === 'folder' ? [...(await this.#list(at.uri)).values()] : [];
      }),
    );
    return found.flat();
  }

  async #resolve(starts: readonly string[], root: string, path: string): Promise<Found | undefined> {
    for (const start of starts) {
      const found = await this.#walk(start, root, partsOf(path));
      if (found) return found;
    }
    return undefined;
  }

  /** Where no folder has the path's first part, and no repository begins, nobody can tell where the path starts. */
  async #missing(starts: readonly string[], root: string, path: string): Promise<'missing' | undefined> {
    const first = partsOf(firstPart(path));
    const tops = await Promise.all(starts.map((start) => this.#walk(start, root, first)));
    if (tops.some((top) => top !== undefined)) return 'missing';
    // A path upwards may lead out of what is looked at.
    if (first.includes('..')) return undefined;
    return (await this.#walk(root, root, ['.git'])) ? 'missing' : undefined;
  }

  /** Follows a path from a folder up to the first link on its way, and never out of the workspace folder. */
  async #walk(start: string, root: string, parts: readonly string[]): Promise<Found | undefined> {
    let at: Found = { uri: start, kind: 'folder' };
    for (const part of parts) {
      if (at.kind === 'link') return at;
      if (at.kind !== 'folder') return undefined;
      if (part === '..') {
        if (at.uri === root) return undefined;
        at = { uri: folderOf(at.uri), kind: 'folder' };
        continue;
      }
      const listing = await this.#list(at.uri);
      const entry = listing.get(part) ?? (part.includes('%') ? listing.get(decoded(part)) : undefined);
      if (!entry) return undefined;
      at = { uri: Utils.joinPath(URI.parse(at.uri), entry.name).toString(), kind: entry.kind };
    }
    return at;
  }

  async #filesBelow(starts: readonly string[], root: string, folder: string): Promise<readonly string[]> {
    const found = await this.#resolve(starts, root, folder);
    if (found?.kind !== 'folder') return [];
    const files: string[] = [];
    const folders = [{ uri: found.uri, path: folder.replace(/\/$/, '') }];
    for (let next = folders.pop(); next && files.length < mostFiles; next = folders.pop()) {
      for (const { name, kind } of (await this.#list(next.uri)).values()) {
        const path = `${next.path}/${name}`;
        if (kind === 'file') files.push(path);
        else if (kind === 'folder')
          folders.push({ uri: Utils.joinPath(URI.parse(next.uri), name).toString(), path });
      }
    }
    return files.sort();
  }

  #list(folder: string): Promise<Listing> {
    let listing = this.#listings.get(folder);
    if (!listing) {
      listing = this.#readListing(folder);
      this.#listings.set(folder, listing);
      // What failed is tried anew next time.
      listing.catch(() => this.#listings.delete(folder));
    }
    return listing;
  }

  async #readListing(folder: string): Promise<Listing> {
    const entries = (await this.#fileSystems.of(folder)?.list(folder)) ?? [];
    return new Map(entries.map((entry) => [entry.name, entry]));
  }
}

/** What a path leads to. */
interface Found {
  readonly uri: string;
  readonly kind: DirectoryEntry['kind'];
}

/** What is right in a folder, by name. */
type Listing = ReadonlyMap<string, DirectoryEntry>;

/** A documentation folder with more files than this gets no suggestions from the rest. */
const mostFiles = 5000;

function partsOf(path: string): string[] {
  return path.split('/').filter((part) => part !== '' && part !== '.');
}

/** A path up to its first name: `docs` of `docs/a.md`, `../docs` of `../docs/a.md`. */
function firstPart(path: string): string {
  const parts = partsOf(path);
  return parts.slice(0, parts.findIndex((part) => part !== '..') + 1 || parts.length).join('/');
}

/** A part as a Markdown link writes it, with `%20` for a space. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
