import type * as z from 'zod';
import type { ActionData } from '../features/actionProvider.ts';
import type { CodeActions } from '../features/codeActions.ts';
import type { Services } from '../services.ts';
import type { TaskFile } from '../workspace/taskFile.ts';
import { InputError } from './inputError.ts';
import { changeOutput } from './outputs.ts';

/** What tools work with. */
export interface ToolServices extends Services {
  readonly codeActions: CodeActions;
}

/** What is said of a tool, to agents and to people. */
export interface ToolDescription {
  /** By which agents call it, in VS Code as over MCP. */
  readonly name: string;
  /** For people. */
  readonly title: string;
  /** For agents: what it does, when to use it, what it answers. */
  readonly description: string;
  /** For people, who choose tools from a list. */
  readonly userDescription: string;
  /** How people name it in a prompt, behind `#`. */
  readonly reference: string;
  /** One of VS Code's own icons. */
  readonly icon: string;
  readonly input: z.ZodType;
  /** Of the data that it answers with. */
  readonly output: z.ZodObject;
}

/** What a tool answers. */
export interface Answer {
  /** For agents and people. */
  readonly text: string;
  /** The same as data, as the tool's output schema has it. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** A tool that answers with what is in the files. */
export interface ReadingTool extends ToolDescription {
  readonly changes: false;
  /** @throws Error when the input does not fit the schema, or names what is not there */
  readonly read: (input: unknown, services: ToolServices) => Promise<Answer>;
}

/** A tool that changes files. */
export interface ChangingTool extends ToolDescription {
  readonly changes: true;
  /** Whether doing it once more does nothing more. */
  readonly idempotent: boolean;
  readonly plan: PlanMove;
}

/**
 * Works out a move.
 *
 * @throws InputError when the input does not fit the schema
 * @throws Error when it names what is not there
 */
export type PlanMove = (input: unknown, services: ToolServices) => Promise<Move>;

export type Tool = ReadingTool | ChangingTool;

/** A move that a tool has a code action's provider make. */
export interface Move {
  /** Names the edit where it can be undone. */
  readonly label: string;
  /** The file that the action is about, as it was when the move was planned. */
  readonly file: TaskFile;
  /**
   * What the code action would have as its `data`, in the file as it was planned for.
   *
   * @throws Error when what the move is about is no longer there
   */
  readonly dataOf: (file: TaskFile) => ActionData;
}

/** Declares a tool that reads. */
export function readingTool<Input extends z.ZodType, Output extends z.ZodObject>(
  tool: Omit<ReadingTool, 'changes' | 'read' | 'input' | 'output'> & {
    readonly input: Input;
    readonly output: Output;
    readonly read: (
      input: z.output<Input>,
      services: ToolServices,
    ) => Promise<{ readonly text: string; readonly data: z.input<Output> }>;
  },
): ReadingTool {
  const read = async (input: unknown, services: ToolServices): Promise<Answer> =>
    tool.read(parsedInput(tool.input, input), services);
  return { ...tool, changes: false, read };
}

/** Declares a tool that changes files. */
export function changingTool<Input extends z.ZodType>(
  tool: Omit<ChangingTool, 'changes' | 'plan' | 'input' | 'output'> & {
    readonly input: Input;
    readonly plan: (input: z.output<Input>, services: ToolServices) => Promise<Move>;
  },
): ChangingTool {
  const plan = async (input: unknown, services: ToolServices): Promise<Move> =>
    tool.plan(parsedInput(tool.input, input), services);
  return { ...tool, output: changeOutput, changes: true, plan };
}

/**
 * The input of a tool as its schema has it.
 *
 * @throws InputError when it does not fit
 */
export function parsedInput<Input extends z.ZodType>(schema: Input, input: unknown): z.output<Input> {
  const { success, data, error } = schema.safeParse(input ?? {});
  if (success) return data;
  const issues = error.issues.map(({ path, message }) =>
    path.length === 0 ? message : `${path.join('.')}: ${message}`,
  );
  throw new InputError(`The input does not fit. ${issues.join('. ')}.`);
}
