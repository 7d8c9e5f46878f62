import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { errors, type Locator, type Page } from 'playwright-core';
import { readLines, readSquiggles, type Squiggle } from './editorView.ts';
import { eventually } from './eventually.ts';

export type { Squiggle } from './editorView.ts';

/** An entry of the outline, a picker or a menu. */
export interface Entry {
  readonly label: string;
  readonly description: string;
}

export interface QuickFix {
  readonly title: string;
  /** Shown, but not to be chosen. */
  readonly disabled: boolean;
}

/**
 * One window of VS Code as a person has it: what can be seen is read, what can be done is done by keys and clicks.
 * Everything waits for what it needs; nothing waits for a time to pass.
 */
export class Workbench {
  readonly page: Page;
  /** The workspace folder, a copy of the sample that belongs to this window alone. */
  readonly folder: string;
  readonly #results: string;
  readonly #takesPictures: boolean;

  /**
   * @param results where pictures go
   * @param takesPictures whether `screenshot` takes any
   */
  constructor(page: Page, folder: string, results: string, takesPictures: boolean) {
    this.page = page;
    this.folder = folder;
    this.#results = results;
    this.#takesPictures = takesPictures;
  }

  /**
   * Waits until the window shows its editors and views.
   *
   * @param hasFiles whether there are any for the Explorer to show
   */
  async ready(hasFiles = true): Promise<void> {
    await this.page.locator('.monaco-workbench').waitFor();
    const files = this.page.locator('.explorer-folders-view .monaco-list');
    await files.waitFor();
    if (hasFiles) await files.locator('.monaco-list-row').first().waitFor();
  }

  /** Presses keys one after the other, named as Playwright names them: `Control+Period`, `Enter`. */
  async keys(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.insertText(text);
  }

  /** Runs a command by its full title in the command palette, such as `Problems: Focus on Problems View`. */
  async runCommand(title: string): Promise<void> {
    await this.keys('F1');
    if (!(await this.#pick(`>${title}`, title))) throw new Error(`There is no command ${title}`);
  }

  /**
   * Runs one of the product's commands that asks something: what it asks takes the place of the palette, so that nobody
   * may wait for that to close.
   *
   * @param title without its category: `New Task`
   */
  async runAskingCommand(title: string): Promise<void> {
    await this.keys('F1');
    await this.page.locator('.quick-input-widget:visible input').fill(`>Agent Backlog: ${title}`);
    await this.page.locator('.monaco-list-row.focused', { hasText: title }).waitFor();
    await this.keys('Enter');
  }

  /**
   * Opens a file of the workspace by its name, and waits until its text can be edited.
   *
   * @param file with the folder that it is in, where others have the same name
   */
  async open(file: string): Promise<void> {
    const [name = file, folder] = file.split('/').reverse();
    // The first search after a file was made still answers from before.
    await eventually(`${file} to open`, async () => {
      await this.keys('Control+p');
      return this.#pick(file, name, folder);
    });
    await this.#opened(name);
    if (folder) await this.page.locator('.breadcrumbs-control', { hasText: folder }).waitFor();
  }

  /** Opens a file at the top of the workspace from the Explorer, which needs no search. */
  async openFromExplorer(name: string): Promise<void> {
    await this.runCommand('File: Focus on Files Explorer');
    const labels = this.page.locator('.explorer-folders-view .monaco-list-row .label-name');
    await labels.filter({ hasText: exactly(name) }).dblclick();
    await this.#opened(name);
  }

  /** Puts the cursor in the active editor; lines and columns count from 1. */
  async goTo(line: number, column = 1): Promise<void> {
    await this.keys('Control+g');
    const input = this.page.locator('.quick-input-widget:visible input');
    await input.fill(`:${String(line)}:${String(column)}`);
    await this.keys('Enter');
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    await this.page
      .locator('[id="status.editor.selection"]', { hasText: `Ln ${String(line)}, Col ${String(column)}` })
      .waitFor();
  }

  /** Puts the cursor before the first occurrence of a text in the active editor. */
  async goToText(text: string): Promise<void> {
    const content = await this.text();
    const offset = content.indexOf(text);
    if (offset < 0) throw new Error(`${text} is not in the editor`);
    const before = content.slice(0, offset).split('\n');
    await this.goTo(before.length, (before.at(-1) ?? '').length + 1);
  }

  /** The lines of the active editor that are on the screen. */
  lines(): Promise<{ number: number; text: string }[]> {
    return this.#group.locator('.monaco-editor').first().evaluate(readLines);
  }

  /** The whole text of the active editor, saved or not. Leaves the cursor at the top. */
  async text(): Promise<string> {
    await this.keys('Control+a', 'Control+c', 'Control+Home');
    const text = await this.page.evaluate(() => navigator.clipboard.readText());
    return text.replaceAll('\r\n', '\n');
  }

  /** What is underlined on the screen in the active editor. */
  squiggles(): Promise<Squiggle[]> {
    return this.#group.locator('.monaco-editor').first().evaluate(readSquiggles);
  }

  /** Waits for an underlined text. */
  squiggle(text: string): Promise<Squiggle> {
    return eventually(`a squiggle under ${text}`, async () =>
      (await this.squiggles()).find((squiggle) => squiggle.text === text),
    );
  }

  /** Waits until nothing of the text is underlined any more. */
  async noSquiggle(text: string): Promise<void> {
    await eventually(`no squiggle under ${text}`, async () =>
      (await this.squiggles()).every((squiggle) => squiggle.text !== text),
    );
  }

  /** Shows the Problems panel and reads its messages. */
  async problems(): Promise<string[]> {
    await this.runCommand('Problems: Focus on Problems View');
    const messages = this.page.locator('.markers-panel .monaco-list-row .marker-message-details-container');
    await this.page.locator('.markers-panel').waitFor();
    return (await messages.allTextContents()).map((text) => text.trim());
  }

  /** Opens the menu of code actions at the cursor, which stays open, and waits for one whose title matches. */
  quickFix(title: RegExp): Promise<QuickFix> {
    return this.#openMenu('Control+Period', title);
  }

  /** The same for the menu of refactorings, which is made to show what cannot be done as well. */
  refactoring(title: RegExp): Promise<QuickFix> {
    return this.#openMenu('Control+Shift+r', title);
  }

  /**
   * Waits for a notification whose message matches, and gives the whole message. VS Code shows no toasts to a driver;
   * the notification centre has them all.
   */
  async notification(message: RegExp): Promise<string> {
    const centre = this.page.locator('.notifications-center .notification-list-item-message');
    const notification = centre.filter({ hasText: message }).first();
    return eventually(`a notification ${String(message)}`, async () => {
      // One that comes in while the centre is open can close it.
      await this.#showNotifications();
      return (await notification.isVisible()) && ((await notification.textContent()) ?? '').trim();
    });
  }

  /** Clears the notification centre, and again what comes in while it does. */
  async clearNotifications(): Promise<void> {
    await eventually('no notifications', async () => {
      await this.runCommand('Notifications: Clear All Notifications');
      await this.#showNotifications();
      return (await this.page.locator('.notifications-center .notification-list-item').count()) === 0;
    });
  }

  /** Writes a file to disk, as another program would. */
  async write(file: string, text: string): Promise<void> {
    await mkdir(dirname(join(this.folder, file)), { recursive: true });
    await writeFile(join(this.folder, file), text);
  }

  /** Chooses from the menu that `quickFix` has opened. */
  async choose(title: string): Promise<void> {
    await this.#menu.filter({ has: this.page.getByText(title, { exact: true }) }).click();
    await this.#menu.first().waitFor({ state: 'hidden' });
  }

  /** The files that have a tab, with whether they have unsaved changes. */
  tabs(): Promise<{ name: string; dirty: boolean }[]> {
    return this.page.locator('.tabs-container .tab').evaluateAll((tabs) =>
      tabs.map((tab) => ({
        name: tab.getAttribute('data-resource-name') ?? '',
        dirty: tab.classList.contains('dirty'),
      })),
    );
  }

  /** Waits until exactly these files have unsaved changes. */
  async dirty(...names: string[]): Promise<void> {
    const wanted = JSON.stringify(names.toSorted());
    await eventually(`unsaved changes in just ${names.join(', ')}`, async () => {
      const tabs = await this.tabs();
      return JSON.stringify(tabs.flatMap((tab) => (tab.dirty ? tab.name : [])).sort()) === wanted;
    });
  }

  async saveAll(): Promise<void> {
    await this.runCommand('File: Save All Files');
    await this.dirty();
  }

  /** A file as it is on disk, undefined where there is none. */
  async onDisk(file: string): Promise<string | undefined> {
    try {
      return await readFile(join(this.folder, file), 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  }

  /** Removes a file from disk, as another program would, and waits until the Explorer has noticed. */
  async remove(file: string): Promise<void> {
    await rm(join(this.folder, file));
    await eventually(`no ${file} in the Explorer`, async () => {
      if (!(await this.explorer()).includes(file)) return true;
      // A window that has just opened may not watch its folder yet.
      await this.runCommand('Refresh Explorer');
      return false;
    });
  }

  /** The names of the files at the top of the workspace, as the Explorer shows them. */
  explorer(): Promise<string[]> {
    return this.page.locator('.explorer-folders-view .monaco-list-row .label-name').allTextContents();
  }

  /** Unfolds the Outline in the Explorer and reads it. */
  async outline(): Promise<Entry[]> {
    await this.runCommand('Explorer: Focus on Outline View');
    const rows = this.page.locator('.outline-tree .monaco-list-row');
    await rows.first().waitFor();
    return rows.evaluateAll((rows) =>
      rows.map((row) => ({
        label: row.querySelector('.label-name, .outline-element-label')?.textContent ?? '',
        description: row.querySelector('.label-description')?.textContent ?? '',
      })),
    );
  }

  /** Takes pictures in the dark and the light theme, `test-results/NAME-dark.png` and `-light.png`, where it is asked to. */
  async screenshot(name: string): Promise<void> {
    if (this.#takesPictures) await this.picture(name);
  }

  /** Takes pictures in the dark and the light theme in any case. */
  async picture(name: string): Promise<void> {
    await eventually('colours in the editor', () =>
      this.page.evaluate(() => {
        const spans = [...document.querySelectorAll('.view-line span span')];
        return spans.length === 0 || spans.some((span) => !/^mtk1?$/.test(span.className));
      }),
    );
    for (const [colorScheme, theme] of [
      ['dark', '.vs-dark'],
      ['light', '.vs'],
    ] as const) {
      await this.page.emulateMedia({ colorScheme });
      await this.page.locator(`.monaco-workbench${theme}`).waitFor();
      const path = join(this.#results, `${name}-${colorScheme}.png`);
      await this.page.screenshot({ path, animations: 'disabled', caret: 'initial' });
    }
  }

  /** Closes the window. */
  async close(): Promise<void> {
    await this.page.context().close();
  }

  /** Opens the notification centre unless it is open. Its bell would close one that has just opened by itself. */
  async #showNotifications(): Promise<void> {
    const centre = this.page.locator('.notifications-center.visible');
    if (!(await centre.isVisible())) await this.runCommand('Notifications: Show Notifications');
  }

  async #opened(name: string): Promise<void> {
    await this.#group.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
    await this.#group.locator('.monaco-editor.focused .view-line').first().waitFor();
  }

  async #openMenu(key: string, title: RegExp): Promise<QuickFix> {
    // As a person does, it presses again where nothing came of it: a server that is still starting has no actions,
    // which VS Code says at the cursor or by a menu without them, and diagnostics that arrive in this moment call the
    // menu off without a word.
    const nothing = this.page.locator('.monaco-editor-overlaymessage');
    let seen: QuickFix[] = [];
    let timeout = 1000;
    try {
      return await eventually('the action', async () => {
        await this.keys('Escape', key);
        await withinPatience(this.#menu.or(nothing).first().waitFor({ timeout }));
        // A busy machine needs longer, and whoever has waited in vain waits longer next time.
        timeout *= 2;
        await this.#showDisabled();
        seen = await this.#readMenu();
        return seen.find((action) => title.test(action.title));
      });
    } catch (error) {
      throw new Error(`No action like ${String(title)} among ${JSON.stringify(seen)}`, { cause: error });
    }
  }

  /** The menu of refactorings keeps what cannot be done to itself until it is asked. */
  async #showDisabled(): Promise<void> {
    const more = this.page.locator('.action-widget').getByText('Show Disabled');
    if (!(await more.isVisible())) return;
    const disabled = this.#menu.and(this.page.locator('.option-disabled')).first();
    await withinPatience(more.click({ timeout: patience }));
    await withinPatience(disabled.waitFor({ timeout: patience }));
  }

  #readMenu(): Promise<QuickFix[]> {
    return this.#menu.evaluateAll((rows) =>
      rows.map((row) => ({
        title: row.querySelector('.title')?.textContent ?? '',
        disabled: row.classList.contains('option-disabled'),
      })),
    );
  }

  get #group(): Locator {
    return this.page.locator('.editor-group-container.active');
  }

  get #menu(): Locator {
    return this.page.locator('.action-widget .monaco-list-row.action');
  }

  /**
   * Types into the picker that is about to open and takes the entry with that label; closes the picker where there
   * is none, and says so.
   *
   * @param description a part of what is said beside the label. Until the picker has searched it shows what was
   *   opened before, whatever is typed: a label alone can be another file's.
   */
  async #pick(query: string, label: string, description?: string): Promise<boolean> {
    await this.page.locator('.quick-input-widget:visible input').fill(query);
    const rows = this.page.locator('.quick-input-list .monaco-list-row');
    const labels = this.page.locator('.label-name');
    const described = this.page.locator('.label-description', { hasText: description ?? '' });
    const labelled = rows.filter({ has: labels.filter({ hasText: exactly(label) }) });
    const wanted = (description ? labelled.filter({ has: described }) : labelled).first();
    const nothing = rows.filter({ has: labels.filter({ hasText: /^No matching (results|commands)$/ }) });
    await wanted.or(nothing).waitFor();
    const found = await wanted.isVisible();
    // Rows that are drawn anew under the pointer take no click: who sees that nothing came of it clicks again.
    await eventually('the picker to close', async () => {
      if (!found) await this.keys('Escape');
      else if (await wanted.isVisible()) await withinPatience(wanted.click({ timeout: patience }));
      return withinPatience(
        this.page.locator('.quick-input-widget').waitFor({ state: 'hidden', timeout: patience }),
      );
    });
    return found;
  }
}

/** For how long somebody waits for an answer before trying again, in milliseconds. */
const patience = 5000;

/** Whether something came about within its time. */
async function withinPatience(waiting: Promise<unknown>): Promise<boolean> {
  try {
    await waiting;
    return true;
  } catch (error) {
    if (error instanceof errors.TimeoutError) return false;
    throw error;
  }
}

function exactly(text: string): RegExp {
  return new RegExp(`^\\s*${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*$`);
}
