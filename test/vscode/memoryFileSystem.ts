import * as vscode from 'vscode';

/** Written in by the bundler: the texts by path, and the scheme. */
declare const FILES: Readonly<Record<string, string>>;
declare const SCHEME: string;

type Node = FileNode | FolderNode;

interface FileNode {
  readonly kind: 'file';
  bytes: Uint8Array;
  changed: number;
}

interface FolderNode {
  readonly kind: 'folder';
  readonly children: Map<string, Node>;
  changed: number;
}

/** Files in memory: what an extension gives VS Code that opens a repository which is not on any disk. */
class MemoryFileSystem implements vscode.FileSystemProvider {
  readonly #root: FolderNode = folderNode();
  readonly #changes = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changes.event;

  constructor(files: Readonly<Record<string, string>>) {
    for (const [path, text] of Object.entries(files)) {
      const names = path.split('/').filter(Boolean);
      let folder = this.#root;
      for (const name of names.slice(0, -1)) {
        let child = folder.children.get(name);
        if (child?.kind !== 'folder') folder.children.set(name, (child = folderNode()));
        folder = child;
      }
      const bytes = new TextEncoder().encode(text);
      folder.children.set(names.at(-1) ?? '', { kind: 'file', bytes, changed: Date.now() });
    }
  }

  /** All changes are told of. */
  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    const node = this.#node(uri);
    return {
      type: typeOf(node),
      ctime: 0,
      mtime: node.changed,
      size: node.kind === 'file' ? node.bytes.length : 0,
    };
  }

  readDirectory(uri: vscode.Uri): [string, vscode.FileType][] {
    return [...this.#folder(uri).children].map(([name, node]) => [name, typeOf(node)]);
  }

  createDirectory(uri: vscode.Uri): void {
    const folder = this.#folder(parent(uri));
    if (folder.children.has(nameOf(uri))) throw vscode.FileSystemError.FileExists(uri);
    folder.children.set(nameOf(uri), folderNode());
    this.#changes.fire([{ type: vscode.FileChangeType.Created, uri }]);
  }

  readFile(uri: vscode.Uri): Uint8Array {
    const node = this.#node(uri);
    if (node.kind === 'folder') throw vscode.FileSystemError.FileIsADirectory(uri);
    return node.bytes;
  }

  writeFile(uri: vscode.Uri, bytes: Uint8Array, options: { create: boolean; overwrite: boolean }): void {
    const { children } = this.#folder(parent(uri));
    const before = children.get(nameOf(uri));
    if (before?.kind === 'folder') throw vscode.FileSystemError.FileIsADirectory(uri);
    if (!before && !options.create) throw vscode.FileSystemError.FileNotFound(uri);
    if (before && options.create && !options.overwrite) throw vscode.FileSystemError.FileExists(uri);
    children.set(nameOf(uri), {
      kind: 'file',
      bytes,
      changed: Math.max(Date.now(), (before?.changed ?? 0) + 1),
    });
    const type = before ? vscode.FileChangeType.Changed : vscode.FileChangeType.Created;
    this.#changes.fire([{ type, uri }]);
  }

  delete(uri: vscode.Uri): void {
    if (!this.#folder(parent(uri)).children.delete(nameOf(uri)))
      throw vscode.FileSystemError.FileNotFound(uri);
    this.#changes.fire([{ type: vscode.FileChangeType.Deleted, uri }]);
  }

  rename(from: vscode.Uri, to: vscode.Uri): void {
    const node = this.#node(from);
    this.#folder(parent(to)).children.set(nameOf(to), node);
    this.delete(from);
    this.#changes.fire([{ type: vscode.FileChangeType.Created, uri: to }]);
  }

  #folder(uri: vscode.Uri): FolderNode {
    const node = this.#node(uri);
    if (node.kind === 'file') throw vscode.FileSystemError.FileNotADirectory(uri);
    return node;
  }

  #node(uri: vscode.Uri): Node {
    let node: Node | undefined = this.#root;
    for (const name of uri.path.split('/').filter(Boolean)) {
      node = node?.kind === 'folder' ? node.children.get(name) : undefined;
    }
    if (!node) throw vscode.FileSystemError.FileNotFound(uri);
    return node;
  }
}

/** Called by VS Code when a file of the scheme is first needed. */
export function activate(context: vscode.ExtensionContext): void {
  const provider = new MemoryFileSystem(FILES);
  context.subscriptions.push(
    vscode.workspace.registerFileSystemProvider(SCHEME, provider, { isCaseSensitive: true }),
  );
}

function folderNode(): FolderNode {
  return { kind: 'folder', children: new Map(), changed: Date.now() };
}

function typeOf(node: Node): vscode.FileType {
  return node.kind === 'file' ? vscode.FileType.File : vscode.FileType.Directory;
}

function parent(uri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(uri, '..');
}

function nameOf(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}
