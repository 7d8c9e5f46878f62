import { MarkupKind } from 'vscode-languageserver-types';
import type { Apply } from '../engine.ts';
import { HoverText } from '../features/hoverText.ts';
import { ChangedMeanwhile } from '../messages.ts';
import type { ToolCall, ToolPreview, ToolResult } from '../protocol.ts';
import type { Turns } from '../turns.ts';
import { type EditedText, editedTexts } from '../workspace/editedTexts.ts';
import { Unreadable } from '../workspace/fileSystem.ts';
import { policyIn } from '../workspace/queuePolicy.ts';
import type { ActionEdit } from '../features/actionProvider.ts';
import { shownPath } from './places.ts';
import { tools } from './registry.ts';
import { Cancelled } from './cancelled.ts';
import { changeData, changeText } from './changeText.ts';
import type { ChangeData } from './outputs.ts';
import { type TaskChange, taskChanges } from './taskChanges.ts';
import type { PlanMove, Tool, ToolServices } from './tool.ts';
import { unreadData, unreadLines } from './unread.ts';

export interface ToolboxServices extends ToolServices {
  readonly apply: Apply;
  /** Those of all who change files. */
  readonly turns: Turns;
}

/** Previews and calls tools, on the files of an engine. */
export class Toolbox {
  readonly #services: ToolboxServices;
  /** What people were shown last of a call before they confirmed it, by the call. */
  readonly #shown = new Map<string, string>();

  constructor(services: ToolboxServices) {
    this.#services = services;
  }

  /**
   * What a tool would do.
   *
   * @throws Error when it cannot be done; the message says why
   */
  async preview(call: ToolCall): Promise<ToolPreview> {
    const tool = toolNamed(call.name);
    if (!tool.changes) return { changes: false, message: tool.title };
    const { texts, changes } = await this.plan(tool.plan, call.input);
    this.#shown.set(keyOf(call), whatChanges(changes));
    return { changes: true, message: this.#planned(texts, changes) };
  }

  /**
   * Calls a tool. What it cannot do is a result too, and so is that it would do something else by now than a preview of the
   * call has shown.
   *
   * @throws Cancelled before anything is changed
   * @throws Error when there is no such tool
   */
  async call(call: ToolCall, isCancelled: () => boolean): Promise<ToolResult> {
    const { name, input } = call;
    const tool = toolNamed(name);
    const shown = this.#shown.get(keyOf(call));
    this.#shown.delete(keyOf(call));
    try {
      if (tool.changes) return await this.change(tool.plan, input, isCancelled, shown);
      return { ...(await tool.read(input, this.#services)), refused: false, changed: [] };
    } catch (error) {
      if (error instanceof Cancelled || !(error instanceof Error)) throw error;
      return { text: this.#refusal(error), refused: true, changed: [] };
    }
  }

  /**
   * Changes files, and does so again when they have changed meanwhile: then nothing was done, and the input says by names
   * what is to be done.
   *
   * @param shown what was confirmed; without it anything will do
   * @throws Error when it cannot be done; the message says why
   */
  change(plan: PlanMove, input: unknown, isCancelled: () => boolean, shown?: string): Promise<ChangeResult> {
    return this.#services.turns.take(async () => {
      for (let tries = 1; tries < mostTries; tries++) {
        try {
          return await this.#changeOnce(plan, input, isCancelled, shown);
        } catch (error) {
          if (!(error instanceof ChangedMeanwhile)) throw error;
        }
      }
      return this.#changeOnce(plan, input, isCancelled, shown);
    });
  }

  /**
   * What a move would do, as the texts before and after.
   *
   * @throws Error when it cannot be done; the message says why
   */
  async plan(plan: PlanMove, input: unknown): Promise<Planned> {
    const { codeActions, files, workspace, settingsOf } = this.#services;
    const { label, file, dataOf } = await plan(input, this.#services);
    const { uri } = file;
    const settings = await settingsOf(uri);
    const made = await codeActions.make(uri, dataOf, file);
    const texts = editedTexts(made.edit, (one) => files.known(one)?.document.text);
    const changes = taskChanges(texts, (one) => {
      const document = files.known(one)?.document ?? files.known(uri)?.document;
      if (!document) throw new Error('There is no task file here.');
      return policyIn(workspace.queueOf(uri), document, settings);
    });
    const changed = changeData((one) => shownPath(this.#services, one), made, texts, changes);
    const data = { ...changed, ...unreadData(this.#services) };
    return { label, made, texts, changes, data };
  }

  async #changeOnce(
    plan: PlanMove,
    input: unknown,
    isCancelled: () => boolean,
    shown: string | undefined,
  ): Promise<ChangeResult> {
    if (isCancelled()) throw new Cancelled();
    const { label, made, texts, changes, data } = await this.plan(plan, input);
    if (shown !== undefined && shown !== whatChanges(changes)) throw new Error(otherThanShown);
    if (isCancelled()) throw new Cancelled();
    await this.#services.apply(label, made.edit);
    return { text: changeText(data), data, refused: false, changed: texts.map(({ uri }) => uri) };
  }

  /** Why something cannot be done. What is not there may be in a file that could not be read. */
  #refusal(error: Error): string {
    if (error instanceof Unreadable) return error.message;
    return [error.message, ...unreadLines(unreadData(this.#services).unread)].join('\n');
  }

  /** What will be done, for people, as Markdown. */
  #planned(texts: readonly EditedText[], changes: readonly TaskChange[]): string {
    const write = new HoverText(MarkupKind.Markdown);
    const path = (uri: string): string => write.verbatim(shownPath(this.#services, uri));
    const sentences = changes.map((change) => {
      const task = `**${write.verbatim(change.id)}** ${write.verbatim(change.title)}`.trim();
      switch (change.kind) {
        case 'moved': {
          const gains = change.gains.map((name) => write.verbatim(name)).join(', ');
          return `Move ${task} from ${path(change.from)} to ${path(change.uri)}${gains === '' ? '' : `, with ${gains} added`}.`;
        }
        case 'added':
          return `Add ${task} to ${path(change.uri)}.`;
        case 'status':
          return `Set ${task} from ${change.before} to ${change.after} in ${path(change.uri)}.`;
      }
    });
    const created = texts.filter(({ before }) => before === undefined).map(({ uri }) => path(uri));
    const told = new Set(changes.flatMap((change) => [change.uri, 'from' in change ? change.from : '']));
    const others = texts.filter(({ uri, before }) => before !== undefined && !told.has(uri));
    return [
      ...(sentences.length === 1 ? sentences : [write.list(sentences)]),
      ...(created.length === 0 ? [] : [`Create ${created.join(' and ')}.`]),
      ...(others.length === 0 ? [] : [`Update ${others.map(({ uri }) => path(uri)).join(' and ')}.`]),
    ].join('\n\n');
  }
}

/** What was changed. */
export interface ChangeResult extends ToolResult {
  readonly data: ChangeData;
}

/** A change that was worked out and not made. */
export interface Planned {
  readonly label: string;
  readonly made: ActionEdit;
  readonly texts: readonly EditedText[];
  readonly changes: readonly TaskChange[];
  readonly data: ChangeData;
}

const mostTries = 3;

const otherThanShown =
  'The files have changed since this was confirmed, and something else would be done by now. Nothing was done. Call the tool again.';

function keyOf({ name, input }: ToolCall): string {
  return JSON.stringify([name, input]);
}

/** The same for changes that a person would take for the same: its line and the id of a new task are no part of it. */
function whatChanges(changes: readonly TaskChange[]): string {
  return JSON.stringify(
    changes.map((change) => ({ ...change, line: 0, ...(change.kind === 'added' && { id: '' }) })),
  );
}

function toolNamed(name: string): Tool {
  const tool = tools.find((one) => one.name === name);
  if (!tool)
    throw new Error(`There is no tool ${name}. The tools are ${tools.map((one) => one.name).join(', ')}.`);
  return tool;
}
