import type { Locator } from 'playwright-core';
import { eventually } from './eventually.ts';
import type { Workbench } from './workbench.ts';

/** A row of the Backlog view as a person sees it. */
export interface Row {
  readonly label: string;
  readonly description: string;
  /** What a screen reader says. */
  readonly spoken: string;
  /** 1 for a queue. */
  readonly level: number;
  /** Undefined for a row that holds no others. */
  readonly unfolded: boolean | undefined;
  readonly selected: boolean;
  readonly focused: boolean;
  /** The codicon before the label: `play-circle`. */
  readonly icon: string;
  /** The mark behind the label: `!`. */
  readonly badge: string;
}

/** The Backlog view in a window. */
export class BacklogView {
  readonly #window: Workbench;

  constructor(window: Workbench) {
    this.#window = window;
  }

  /** Shows the view and puts the focus there. */
  async focus(): Promise<void> {
    if (await this.pane.isVisible()) {
      await this.#window.runCommand('Agent Backlog: Focus on Backlog View');
      return;
    }
    await this.#icon.click();
    await this.pane.waitFor();
  }

  /** The whole of the view, with its title. */
  get pane(): Locator {
    return this.#window.page.locator('.pane', { has: this.#window.page.locator('.customview-tree') });
  }

  /** The rows that are on the screen, from the top. */
  rows(): Promise<Row[]> {
    return this.#rows.evaluateAll(readRows);
  }

  /** Waits for a row that is called like this and gives it. */
  row(label: string | RegExp): Promise<Row> {
    return eventually(`a row ${String(label)}`, async () => (await this.rows()).find(named(label)));
  }

  /** Waits until the selected row is called like this. */
  async selected(label: string | RegExp): Promise<void> {
    await eventually(`${String(label)} selected`, async () =>
      (await this.rows()).some((row) => row.selected && named(label)(row)),
    );
  }

  /** Waits until the labels of the rows are these, from the top. */
  async shows(...labels: string[]): Promise<void> {
    let seen: string[] = [];
    try {
      await eventually('the rows', async () => {
        seen = (await this.rows()).map(({ label }) => label);
        return JSON.stringify(seen) === JSON.stringify(labels);
      });
    } catch {
      throw new Error(`Expected rows ${JSON.stringify(labels)}, seen ${JSON.stringify(seen)}`);
    }
  }

  /** Unfolds a row, if it is not unfolded. */
  async unfold(label: string | RegExp): Promise<void> {
    const { unfolded } = await this.row(label);
    if (!unfolded) await this.locate(label).locator('.monaco-tl-twistie').click();
    await eventually(`${String(label)} unfolded`, async () => (await this.row(label)).unfolded);
  }

  /** Clicks a row. */
  async click(label: string | RegExp): Promise<void> {
    await this.locate(label).locator('.label-name').click();
  }

  /** Clicks an action that shows in a row while the pointer is on it. */
  async act(label: string | RegExp, action: string): Promise<void> {
    const row = this.locate(label);
    await row.hover();
    await row.locator(`.action-label[aria-label="${action}"]`).click();
  }

  /** Opens the context menu of the focused row by the keyboard, and reads it. */
  async contextMenu(): Promise<string[]> {
    await this.#window.keys('Shift+F10');
    await this.#menu.first().waitFor();
    return (await this.#menu.locator('.action-label').allTextContents()).filter((text) => text !== '');
  }

  /** Goes down the open context menu by the keyboard and takes an entry. */
  async chooseByKeys(entry: string): Promise<void> {
    const focused = this.#window.page.locator('.monaco-menu .action-item.focused .action-label');
    await eventually(`${entry} focused in the menu`, async () => {
      if ((await focused.count()) > 0 && (await focused.first().textContent()) === entry) return true;
      await this.#window.keys('ArrowDown');
      return false;
    });
    await this.#window.keys('Enter');
    await this.#menu.first().waitFor({ state: 'hidden' });
  }

  /** Clicks an action in the title of the view. */
  async title(action: string): Promise<void> {
    const actions = this.#window.page.locator('.part.sidebar .composite.title .action-label');
    await actions.and(this.#window.page.locator(`[aria-label^="${action}"]`)).click();
  }

  /** What the view says above its rows. */
  async message(): Promise<string> {
    return (await this.pane.locator('.message').allTextContents()).join('').trim();
  }

  /** The number at the icon of the view's container. */
  async badge(): Promise<string> {
    return (await this.#icon.locator('.badge-content').allTextContents()).join('');
  }

  /** A row that is on the screen. */
  locate(label: string | RegExp): Locator {
    const name = this.#window.page.locator('.label-name', {
      hasText: typeof label === 'string' ? new RegExp(`^${escaped(label)}$`) : label,
    });
    return this.#rows.filter({ has: name }).first();
  }

  /** Of the view's container. */
  get #icon(): Locator {
    return this.#window.page.locator('.activitybar .action-item', {
      has: this.#window.page.locator('[aria-label^="Agent Backlog"]'),
    });
  }

  get #rows(): Locator {
    return this.pane.locator('.monaco-list-row');
  }

  get #menu(): Locator {
    return this.#window.page.locator('.monaco-menu .action-item');
  }
}

function named(label: string | RegExp): (row: Row) => boolean {
  return (row) => (typeof label === 'string' ? row.label === label : label.test(row.label));
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** Runs in the page. */
function readRows(rows: Element[]): Row[] {
  const top = (row: Element): number => row.getBoundingClientRect().top;
  return rows
    .toSorted((a, b) => top(a) - top(b))
    .map((row) => {
      const text = (selector: string): string => row.querySelector(selector)?.textContent ?? '';
      const label = row.querySelector('.monaco-icon-label');
      const expanded = row.getAttribute('aria-expanded');
      const icon = row.querySelector('.custom-view-tree-node-item-icon')?.className ?? '';
      const after = label ? getComputedStyle(label, '::after').content : '';
      return {
        label: text('.label-name'),
        description: text('.label-description'),
        spoken: row.getAttribute('aria-label') ?? '',
        level: Number(row.getAttribute('aria-level')),
        unfolded: expanded === null ? undefined : expanded === 'true',
        selected: row.classList.contains('selected'),
        focused: row.classList.contains('focused'),
        icon: /codicon-(?!modifier)([a-z-]+)/.exec(icon)?.[1] ?? '',
        badge: after === 'none' ? '' : after.replaceAll('"', ''),
      };
    });
}
