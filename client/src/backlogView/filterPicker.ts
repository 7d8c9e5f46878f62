import { l10n, type QuickPickItem, window } from 'vscode';
import type { BacklogView } from './backlogView.ts';
import { begunTerm, type FilterTerm, filterTerms } from './taskFilter.ts';

interface Choice extends QuickPickItem {
  /** What is put in the place of the term that is being written; without it the choice is what is written. */
  readonly term?: FilterTerm;
}

/** Asks for a filter and applies it while it is written; Escape brings back the one before. */
export function pickFilter(view: BacklogView): Promise<void> {
  const before = view.filter;
  const picker = window.createQuickPick<Choice>();
  picker.title = l10n.t('Filter tasks');
  picker.placeholder = l10n.t('Words of the title, id, component, type or priority; @ for more');
  picker.value = before;
  // A click into the rows that the filter leaves must not take it away.
  picker.ignoreFocusOut = true;
  let accepted = false;
  const apply = (): void => {
    view.filter = picker.value;
    picker.items = choices(picker.value, view.counts);
    picker.activeItems = picker.items.slice(0, 1);
  };
  apply();
  picker.onDidChangeValue(apply);
  picker.onDidAccept(() => {
    // Who is fast presses Enter before the choices are shown.
    const choice = picker.activeItems[0] ?? picker.items[0];
    if (choice?.term) {
      picker.value = `${withoutBegun(picker.value)}${choice.term} `;
      apply();
      return;
    }
    accepted = true;
    picker.hide();
  });
  return new Promise((resolve) => {
    picker.onDidHide(() => {
      view.filter = accepted ? picker.value.trim() : before;
      picker.dispose();
      resolve();
    });
    picker.show();
  });
}

/** What a term that is being written can become, which Enter completes; else what is written, then what can come behind it. */
function choices(text: string, { shown, all }: BacklogView['counts']): Choice[] {
  const begun = begunTerm(text);
  const written: Choice = {
    label: shown === all ? l10n.t('Show all tasks') : l10n.t('Show {0} of {1} tasks', shown, all),
    alwaysShow: true,
  };
  const words = text.toLowerCase().split(/\s+/);
  const terms = filterTerms.filter((term) =>
    begun === undefined ? !words.includes(term) : term.startsWith(begun) && term !== begun,
  );
  const more = terms.map((term): Choice => ({
    label: term,
    description: meanings[term](),
    term,
    alwaysShow: true,
  }));
  return begun !== undefined && more.length > 0 ? more : [written, ...more];
}

function withoutBegun(text: string): string {
  const begun = begunTerm(text);
  if (begun !== undefined) return text.slice(0, text.length - begun.length);
  return text === '' || text.endsWith(' ') ? text : `${text} `;
}

const meanings: Readonly<Record<FilterTerm, () => string>> = {
  '@ready': () => l10n.t('complete, to do, and waiting for nothing'),
  '@incomplete': () => l10n.t('a required field is missing'),
  '@waiting': () => l10n.t('depends on a task that is not done'),
  '@todo': () => l10n.t('status to do'),
  '@in-progress': () => l10n.t('status in progress'),
  '@blocked': () => l10n.t('status blocked'),
  '@done': () => l10n.t('status done'),
  '@critical': () => l10n.t('priority critical'),
  '@high': () => l10n.t('priority high'),
  '@medium': () => l10n.t('priority medium'),
  '@low': () => l10n.t('priority low'),
};
