import type { BrowserContextOptions, Page } from 'playwright-core';
import { Workbench } from './workbench.ts';

/** Which extension host runs the extension: a Node process, or a web worker as in vscode.dev. */
export type HostKind = 'node' | 'web';

/**
 * What is open in a window: a copy of the sample; a folder without files; a workspace of two folders, the sample
 * (`tidewatch`) and a small queue (`lighthouse`); or the sample in a file system of another scheme.
 */
export type WorkspaceKind = 'sample' | 'empty' | 'multiroot' | 'virtual';

/** A workspace that the runner has made. */
export interface Workspace {
  /** The folder on disk that belongs to it alone. A virtual workspace has none of its files there. */
  readonly folder: string;
}

/** What is special about a window. */
export interface WindowOptions {
  /** The sample by default. */
  readonly workspace?: WorkspaceKind;
  /** Whether the workspace is not trusted, so that the window is in restricted mode. */
  readonly restricted?: boolean;
  /** The hosts in which there can be such a window; both by default. */
  readonly hosts?: readonly HostKind[];
}

/** The VS Code under test, as the runner in scripts/vscode hands it over. */
export interface VSCodeUnderTest {
  readonly kinds: readonly HostKind[];
  /** Where screenshots go, and whether any are taken but of failures. */
  readonly results: string;
  readonly pictures: boolean;
  /** Makes a workspace, which the runner removes at the end. */
  makeWorkspace(kind: WorkspaceKind): Promise<Workspace>;
  open(options: {
    workspace: Workspace;
    kind: HostKind;
    restricted?: boolean;
    context?: BrowserContextOptions;
  }): Promise<Page>;
}

let underTest: VSCodeUnderTest | undefined;

/** Called by the runner, before the tests are defined. */
export function provide(vscode: VSCodeUnderTest): void {
  underTest = vscode;
}

/**
 * Defines tests that share a window, once for each extension host that is asked for.
 *
 * @param define gets a function that gives the window, for use inside the tests
 */
export function describeWindow(
  title: string,
  define: (workbench: () => Workbench, kind: HostKind) => void,
  options: WindowOptions = {},
): void {
  if (!underTest) throw new Error('No VS Code was provided');
  const vscode = underTest;
  for (const kind of vscode.kinds.filter((kind) => options.hosts?.includes(kind) ?? true)) {
    describe(`${title} (${kind} host)`, function () {
      let workbench: Workbench | undefined;

      before('open the window', async () => {
        workbench = await openWindow(vscode, kind, options);
      });

      afterEach('picture of a failure', async function () {
        const test = this.currentTest;
        if (test?.state !== 'failed' || !workbench) return;
        await workbench.picture(`failed-${fileName(test.fullTitle())}`);
        // The next test begins without the menu or the picker in which this one ended.
        await workbench.keys('Escape', 'Escape');
      });

      after('close the window', () => workbench?.close());

      define(() => {
        if (!workbench) throw new Error('The window is open only while a test runs');
        return workbench;
      }, kind);
    });
  }
}

async function openWindow(
  vscode: VSCodeUnderTest,
  kind: HostKind,
  { workspace: workspaceKind = 'sample', restricted = false }: WindowOptions,
): Promise<Workbench> {
  const workspace = await vscode.makeWorkspace(workspaceKind);
  const page = await vscode.open({
    workspace,
    kind,
    restricted,
    context: { viewport: { width: 1280, height: 800 }, permissions: ['clipboard-read', 'clipboard-write'] },
  });
  // Only whether something comes is tested, not when: a busy machine is not a failure.
  page.setDefaultTimeout(60_000);
  const workbench = new Workbench(page, workspace.folder, vscode.results, vscode.pictures);
  await workbench.ready(workspaceKind !== 'empty');
  return workbench;
}

function fileName(title: string): string {
  return title
    .replace(/[^a-z0-9]+/gi, '-')
    .replace(/^-|-$/g, '')
    .toLowerCase();
}
