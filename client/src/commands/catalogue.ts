/**
 * Every command that a user can run, with where VS Code offers it. The commands, menus and titles of the manifest are
 * made from this by `npm run generate`, and the handlers in `register.ts` are as many as there are commands here.
 */

/** The context values of what the Backlog view shows. */
export type ItemContext =
  | 'queue'
  | 'batch'
  | 'group'
  | 'outside'
  | 'archive'
  | 'task backlog'
  | 'task batch todo'
  | 'task batch in-progress'
  | 'task batch blocked'
  | 'task batch done'
  | 'task archive';

/** A command's place in a menu. */
interface MenuPlace {
  /** `inline` and `navigation` show the icon; others are sections of the menu, in their order. */
  readonly group: string;
}

export interface CommandDeclaration {
  /** In English. The palette puts the extension's name before it, menus do not. */
  readonly title: string;
  /** The codicon for places that show an icon instead of the title. */
  readonly icon?: string;
  /** When the palette has it; always when left out. */
  readonly palette?: string;
  /** At the top of the Backlog view. */
  readonly viewTitle?: MenuPlace & { readonly when?: string };
  /** At what the Backlog view shows. */
  readonly viewItem?: readonly (MenuPlace & { readonly of: readonly ItemContext[] })[];
  /** In the context menu of an editor. */
  readonly editor?: MenuPlace & { readonly when: string };
}

const inBacklog = 'resourceFilename =~ /BACKLOG\\.md$/';
const inTodo = 'resourceFilename == TODO.md';
const inArchive = 'resourceFilename == ARCHIVE.md';

const inTaskFile = 'resourceFilename =~ /^(.*BACKLOG|TODO|ARCHIVE)\\.md$/';

/** There are tasks, of which a command asks which ones it is about. */
const isReady = 'agentBacklog.state == ready';

const batchTask: readonly ItemContext[] = [
  'task batch todo',
  'task batch in-progress',
  'task batch blocked',
  'task batch done',
];

export const catalogue = {
  'agentBacklog.promoteGroup': {
    title: 'Promote Group',
    icon: 'arrow-up',
    palette: `${isReady} || ${inBacklog}`,
    viewItem: [
      { of: ['group'], group: 'inline@1' },
      { of: ['group'], group: '1_move@1' },
    ],
  },
  'agentBacklog.promoteTask': {
    title: 'Promote Task',
    icon: 'arrow-up',
    palette: inBacklog,
    viewItem: [
      { of: ['task backlog'], group: 'inline@1' },
      { of: ['task backlog'], group: '1_move@1' },
    ],
  },
  'agentBacklog.demoteTask': {
    title: 'Demote Task',
    palette: inTodo,
    viewItem: [{ of: batchTask, group: '1_move@1' }],
  },
  'agentBacklog.archiveTask': {
    title: 'Archive Task',
    icon: 'archive',
    palette: inTodo,
    viewItem: [
      { of: ['task batch done'], group: 'inline@1' },
      { of: ['task batch done'], group: '1_move@2' },
    ],
  },
  'agentBacklog.archiveDoneTasks': {
    title: 'Archive Done Tasks',
    icon: 'archive',
    palette: `${isReady} || ${inTodo}`,
    viewItem: [
      { of: ['batch'], group: 'inline@2' },
      { of: ['batch'], group: '1_move@1' },
    ],
  },
  'agentBacklog.restoreTask': {
    title: 'Restore Task',
    palette: inArchive,
    viewItem: [{ of: ['task archive'], group: '1_move@1' }],
  },
  'agentBacklog.startTask': {
    title: 'Start Task',
    icon: 'play',
    palette: inTodo,
    viewItem: [
      { of: ['task batch todo', 'task batch blocked'], group: 'inline@1' },
      { of: ['task batch todo', 'task batch blocked', 'task batch done'], group: '2_status@1' },
    ],
  },
  'agentBacklog.blockTask': {
    title: 'Block Task',
    palette: inTodo,
    viewItem: [{ of: ['task batch todo', 'task batch in-progress'], group: '2_status@2' }],
  },
  'agentBacklog.completeTask': {
    title: 'Complete Task',
    icon: 'check',
    palette: inTodo,
    viewItem: [
      { of: ['task batch in-progress'], group: 'inline@1' },
      { of: ['task batch todo', 'task batch in-progress', 'task batch blocked'], group: '2_status@3' },
    ],
  },
  'agentBacklog.reopenTask': {
    title: 'Reopen Task',
    palette: inTodo,
    viewItem: [
      { of: ['task batch in-progress', 'task batch blocked', 'task batch done'], group: '2_status@4' },
    ],
  },
  'agentBacklog.newTask': {
    title: 'New Task',
    icon: 'add',
    viewTitle: { group: 'navigation@1', when: isReady },
    viewItem: [
      { of: ['group'], group: 'inline@2' },
      { of: ['queue'], group: 'inline@1' },
      { of: ['group', 'queue'], group: '3_new@1' },
    ],
  },
  'agentBacklog.newQueue': {
    title: 'New Queue',
    palette: 'workspaceFolderCount != 0',
    viewTitle: { group: '1_new@1', when: 'workspaceFolderCount != 0' },
  },
  'agentBacklog.nextTask': {
    title: 'Go to Next Ready Task',
    icon: 'arrow-right',
    viewItem: [
      { of: ['batch'], group: 'inline@1' },
      { of: ['batch'], group: 'navigation@1' },
    ],
  },
  'agentBacklog.filterTasks': {
    title: 'Filter Tasks',
    icon: 'filter',
    palette: isReady,
    viewTitle: { group: 'navigation@2', when: isReady },
  },
  'agentBacklog.clearFilter': {
    title: 'Clear Filter',
    icon: 'clear-all',
    palette: 'agentBacklog.filtered',
    viewTitle: { group: 'navigation@3', when: 'agentBacklog.filtered' },
  },
  'agentBacklog.openTask': {
    title: 'Open Task',
    palette: 'false',
    viewItem: [{ of: [...batchTask, 'task backlog', 'task archive'], group: 'navigation@1' }],
  },
  'agentBacklog.revealTask': {
    title: 'Show in Backlog View',
    palette: inTaskFile,
    editor: { group: '1_backlog@1', when: inTaskFile },
  },
  'agentBacklog.copyTaskId': {
    title: 'Copy Task ID',
    palette: inTaskFile,
    viewItem: [{ of: [...batchTask, 'task backlog', 'task archive'], group: '9_copy@1' }],
  },
  'agentBacklog.openWalkthrough': { title: 'Open Walkthrough', viewTitle: { group: '9_about@1' } },
  'agentBacklog.openFormat': { title: 'Learn the File Format', viewTitle: { group: '9_about@2' } },
  'agentBacklog.showOutput': { title: 'Show Output', viewTitle: { group: '9_about@3' } },
  'agentBacklog.restartServer': { title: 'Restart Server' },
} as const satisfies Readonly<Record<string, CommandDeclaration>>;

/** The id of a command. */
export type CommandId = keyof typeof catalogue;
