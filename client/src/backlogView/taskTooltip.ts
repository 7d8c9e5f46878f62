import { l10n, MarkdownString } from 'vscode';
import type { TaskModel } from '#server/protocol';
import { statusName, taskName } from './words.ts';

/** The hover of a task: all that the view knows of it. */
export function taskTooltip(task: TaskModel): MarkdownString {
  const text = new MarkdownString();
  const { id, status, type, priority, component, lacks, waitsFor } = task;
  text.appendMarkdown('**').appendText(taskName(task)).appendMarkdown('**\n\n');
  const line = (name: string, value: string | undefined): void => {
    if (value !== undefined && value !== '')
      text.appendMarkdown('- ').appendText(`${name}: ${value}`).appendMarkdown('\n');
  };
  line(l10n.t('Id'), id);
  line(l10n.t('Status'), statusName(status));
  line(l10n.t('Type'), type);
  line(l10n.t('Priority'), priority);
  line(l10n.t('Component'), component);
  line(l10n.t('Lacks'), lacks.join(', '));
  line(l10n.t('Waits for'), waitsFor.join(', '));
  return text;
}
