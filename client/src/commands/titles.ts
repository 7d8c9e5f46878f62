import { l10n } from 'vscode';

/** By command of the server: what is said to be under way while it runs. */
export const commandTitles: ReadonlyMap<string, () => string> = new Map([
  ['agentBacklog.promoteGroup', () => l10n.t('Promoting the group')],
  ['agentBacklog.promoteTask', () => l10n.t('Promoting the task')],
  ['agentBacklog.demoteTask', () => l10n.t('Demoting the task')],
  ['agentBacklog.archiveTask', () => l10n.t('Archiving the task')],
  ['agentBacklog.archiveDoneTasks', () => l10n.t('Archiving done tasks')],
  ['agentBacklog.restoreTask', () => l10n.t('Restoring the task')],
  ['agentBacklog.startTask', () => l10n.t('Changing the status')],
  ['agentBacklog.blockTask', () => l10n.t('Changing the status')],
  ['agentBacklog.completeTask', () => l10n.t('Changing the status')],
  ['agentBacklog.reopenTask', () => l10n.t('Changing the status')],
  ['agentBacklog.newTask', () => l10n.t('Adding the task')],
  ['agentBacklog.newQueue', () => l10n.t('Creating the queue')],
  ['agentBacklog.nextTask', () => l10n.t('Looking for the next task')],
]);
