import { l10n } from 'vscode';
import type { SectionModel, TaskModel } from '#server/protocol';

export function sectionName({ kind, label }: SectionModel): string {
  if (kind === 'archive') return l10n.t('Archive');
  if (kind === 'batch') return label ? l10n.t('Active batch: {0}', label) : l10n.t('Active batch');
  if (kind === 'outside') return l10n.t('Outside all groups');
  return label || l10n.t('Group without type and priority');
}

export function taskName({ title, id }: TaskModel): string {
  return title || id || l10n.t('Task without a title');
}

export function statusName(status: TaskModel['status']): string {
  switch (status) {
    case 'todo':
      return l10n.t('to do');
    case 'in-progress':
      return l10n.t('in progress');
    case 'blocked':
      return l10n.t('blocked');
    case 'done':
      return l10n.t('done');
  }
}

/** What a task lacks, if it does: `incomplete: Plan`. */
export function incompleteText({ lacks }: TaskModel): string | undefined {
  return lacks.length === 0 ? undefined : l10n.t('incomplete: {0}', lacks.join(', '));
}

export function waitsText({ waitsFor }: TaskModel): string | undefined {
  return waitsFor.length === 0 ? undefined : l10n.t('waits for {0}', waitsFor.join(', '));
}

export function taskCount(count: number): string {
  if (count === 0) return l10n.t('no tasks');
  return count === 1 ? l10n.t('1 task') : l10n.t('{0} tasks', count);
}
