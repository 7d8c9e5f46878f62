import { CodeActionKind } from 'vscode-languageserver-types';
import { type Group, newTask as addTask, newTaskInNewGroup, touches } from '#core';
import { queueWorkspaceEdit } from '../workspace/queueChanges.ts';
import { type ActionProvider, dataOf, groupAt, groupOf, moveOptions, type Place } from './actionProvider.ts';

/** The kind of the action that adds a task. */
export const newTaskKind = CodeActionKind.Refactor;

/** Who adds a task by a code action is asked for no title. */
const untitled = 'Untitled task';

/** Adds a task to the group whose first or last line the cursor is on. */
export const newTask: ActionProvider = {
  actions: ['newTask'],

  offer(request) {
    const group = request.asks(newTaskKind) ? groupAt(request) : undefined;
    if (!group?.end || !isOnMarkers(group, request)) return Promise.resolve([]);
    const data = dataOf('newTask', request.file, group.begin.range.start);
    return Promise.resolve([{ title: 'Add a task to this group', kind: newTaskKind, data }]);
  },

  async edit(data, context) {
    const { file, edits } = context;
    const { title = untitled, component, newGroup, fields: more } = data;
    const queue = await context.queue();
    const fields = { ...more, title, component };
    const policy = context.policy(file, queue);
    const options = {
      ...moveOptions(queue, context),
      otherTexts: context.texts(),
      index: queue.index?.document,
    };
    const changes = newGroup
      ? newTaskInNewGroup(file.document, newGroup, fields, policy, options)
      : addTask(file.document, groupOf(data, context), fields, policy, options);
    if ('refused' in changes) throw new Error(changes.refused);
    const { id } = changes;
    return { edit: queueWorkspaceEdit(queue, changes, edits), report: `Added ${id}.`, id, about: id };
  },
};

function isOnMarkers({ begin, heading, end }: Group, { offsets }: Place): boolean {
  const first = { start: begin.range.start, end: (heading ?? begin.range).end };
  return touches(first, offsets) || (end !== undefined && touches(end.range, offsets));
}
