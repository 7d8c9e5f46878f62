import type { BrowserContextOptions, Page } from 'playwright-core';
import { Workbench } from './workbench.ts';

/** Which extension host runs the extension: a Node process, or a web worker as in vscode.dev. */
export type HostKind = 'node' | 'web';

/** The VS Code under test, as the runner in scripts/vscode hands it over. */
export interface VSCodeUnderTest {
  readonly kinds: readonly HostKind[];
  /** Where screenshots go. */
  readonly results: string;
  /** Makes a copy of the sample workspace, which the runner removes at the end. */
  copyOfSample(): Promise<string>;
  open(options: { folder: string; kind: HostKind; context?: BrowserContextOptions }): Promise<Page>;
}

let underTest: VSCodeUnderTest | undefined;

/** Called by the runner, before the tests are. */
export function provide(vscode: VSCodeUnderTest): void {
  underTest = vscode;
}

/**
 * Defines tests that share a window, once for each extension host.
 *
 * @param define gets a function that gives the window, for use inside the tests
 */
export function describeWindow(
  title: string,
  define: (workbench: () => Workbench, kind: HostKind) => void,
): void {
  for (const kind of ['node', 'web'] as const) {
    describe(`${title} (${kind} host)`, function () {
      let workbench: Workbench | undefined;

      before('open the window', async function () {
        if (!underTest) throw new Error('No VS Code was provided');
        if (!underTest.kinds.includes(kind)) return this.skip();
        workbench = await openSample(underTest, kind);
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

async function openSample(vscode: VSCodeUnderTest, kind: HostKind): Promise<Workbench> {
  const folder = await vscode.copyOfSample();
  const page = await vscode.open({
    folder,
    kind,
    context: { viewport: { width: 1280, height: 800 }, permissions: ['clipboard-read', 'clipboard-write'] },
  });
  const workbench = new Workbench(page, folder, vscode.results, kind === 'node');
  await workbench.ready();
  return workbench;
}

function fileName(title: string): string {
  return title
    .replace(/[^a-z0-9]+/gi, '-')
    .replace(/^-|-$/g, '')
    .toLowerCase();
}
