import { URI } from 'vscode-uri';
import { canonicalUri } from '../workspace/taskFiles.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** The path of a file within its workspace folder, for people to read; outside of any, its name. */
export function pathIn(workspace: Workspace, uri: string): string {
  const folder = workspace.folderOf(uri);
  const { path } = URI.parse(uri);
  if (folder === undefined) return path.slice(path.lastIndexOf('/') + 1);
  return path.slice(URI.parse(folder).path.length).replace(/^\//, '');
}

/** The URI of a line of a file, zero-based, as editors read it in links: `file:///work/TODO.md#L12`. */
export function lineUri(uri: string, line: number): string {
  return `${canonicalUri(uri)}#L${String(line + 1)}`;
}
