import { addTask } from './addTask.ts';
import { archiveDoneTasks } from './archiveDoneTasks.ts';
import { checkFiles } from './checkFiles.ts';
import { listTasks } from './listTasks.ts';
import { promoteTasks } from './promoteTasks.ts';
import { setTaskStatus } from './setTaskStatus.ts';
import type { Tool } from './tool.ts';

/** Every tool that agents are given, in VS Code as over MCP. */
export const tools: readonly Tool[] = [
  listTasks,
  checkFiles,
  promoteTasks,
  setTaskStatus,
  archiveDoneTasks,
  addTask,
];
