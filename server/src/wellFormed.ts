import {
  type Connection,
  type ConnectionOptions,
  ErrorCodes,
  Message,
  ResponseError,
} from 'vscode-languageserver';
import { callToolRequest, previewToolRequest, queuesRequest } from './protocol.ts';

/**
 * For `createConnection`: a message whose parameters lack what LSP demands of them is taken as one that tells so, and no
 * feature ever sees it. What nobody here reads may be as it likes.
 */
export const connectionOptions: ConnectionOptions = {
  messageStrategy: {
    handleMessage(message, next) {
      const problem =
        Message.isRequest(message) || Message.isNotification(message) ? problemIn(message) : undefined;
      if (problem === undefined) return next(message);
      const instead = { ...message, method: malformed, params: { problem } };
      return next(instead);
    },
  },
};

/** Answers malformed requests with what is wrong with them, and notes that down, as it does of malformed notifications. */
export function refuseMalformed(connection: Connection): void {
  connection.onRequest(malformed, ({ problem }: Malformed) => {
    connection.console.warn(problem);
    throw new ResponseError(ErrorCodes.InvalidParams, problem);
  });
  connection.onNotification(malformed, ({ problem }: Malformed) => {
    connection.console.warn(problem);
  });
}

const malformed = 'agentBacklog/malformed';

interface Malformed {
  /** A sentence. */
  readonly problem: string;
}

function problemIn({ method, params }: { method: string; params?: unknown }): string | undefined {
  const wrong = shapes.get(method)?.(params);
  return wrong === undefined ? undefined : `${method} cannot be understood: params${wrong}.`;
}

/** Says what is wrong with a value, behind the name of that: `.uri must be a string`. */
type Shape = (value: unknown) => string | undefined;

const text: Shape = (value) => (typeof value === 'string' ? undefined : ' must be a string');

/** An unsigned integer, as LSP has it. */
const count: Shape = (value) =>
  Number.isInteger(value) && Number(value) >= 0 ? undefined : ' must be a whole number from 0 on';

const integer: Shape = (value) => (Number.isInteger(value) ? undefined : ' must be a whole number');

/** Of an empty one some clients cannot tell that it is no list. */
const object: Shape = (value) =>
  typeof value === 'object' && value !== null ? undefined : ' must be an object';

function having(parts: Readonly<Record<string, Shape>>): Shape {
  return (value) => {
    if (Array.isArray(value)) return ' must be an object';
    const none = object(value);
    if (none !== undefined) return none;
    const own = value as Readonly<Record<string, unknown>>;
    for (const [name, shape] of Object.entries(parts)) {
      const wrong = shape(own[name]);
      if (wrong !== undefined) return `.${name}${wrong}`;
    }
    return undefined;
  };
}

function listOf(shape: Shape): Shape {
  return (value) => {
    if (!Array.isArray(value)) return ' must be a list';
    for (const [at, one] of value.entries()) {
      const wrong = shape(one);
      if (wrong !== undefined) return `[${String(at)}]${wrong}`;
    }
    return undefined;
  };
}

function optional(shape: Shape): Shape {
  return (value) => (value === undefined || value === null ? undefined : shape(value));
}

const position = having({ line: count, character: count });
const range = having({ start: position, end: position });
const uri = having({ uri: text });
const inDocument = { textDocument: uri };
const atPosition = { ...inDocument, position };
const inRange = { ...inDocument, range };
const context = having({ diagnostics: listOf(object), only: optional(listOf(text)) });
const tool = having({ name: text });

/** What the parameters of a method must have (LSP 3.17), as far as the server reads them. */
const shapes: ReadonlyMap<string, Shape> = new Map([
  ['initialize', having({ capabilities: object })],
  ['textDocument/didOpen', having({ textDocument: having({ uri: text, version: integer, text }) })],
  [
    'textDocument/didChange',
    having({
      textDocument: having({ uri: text, version: integer }),
      contentChanges: listOf(having({ text, range: optional(range) })),
    }),
  ],
  ['textDocument/didClose', having(inDocument)],
  ['textDocument/documentSymbol', having(inDocument)],
  ['textDocument/foldingRange', having(inDocument)],
  ['textDocument/diagnostic', having(inDocument)],
  ['textDocument/codeLens', having(inDocument)],
  ['textDocument/documentLink', having(inDocument)],
  ['textDocument/formatting', having(inDocument)],
  ['textDocument/rangeFormatting', having(inRange)],
  ['textDocument/inlayHint', having(inRange)],
  ['textDocument/codeAction', having({ ...inRange, context })],
  ['textDocument/selectionRange', having({ ...inDocument, positions: listOf(position) })],
  ['textDocument/hover', having(atPosition)],
  ['textDocument/definition', having(atPosition)],
  ['textDocument/references', having({ ...atPosition, context: object })],
  ['textDocument/documentHighlight', having(atPosition)],
  ['textDocument/completion', having(atPosition)],
  ['textDocument/prepareRename', having(atPosition)],
  ['textDocument/rename', having({ ...atPosition, newName: text })],
  ['codeAction/resolve', having({ title: text })],
  ['codeLens/resolve', having({ range })],
  ['workspace/symbol', having({ query: text })],
  ['workspace/diagnostic', having({ previousResultIds: listOf(having({ uri: text, value: text })) })],
  ['workspace/executeCommand', having({ command: text })],
  ['workspace/didChangeWatchedFiles', having({ changes: listOf(having({ uri: text, type: count })) })],
  ['workspace/didChangeConfiguration', object],
  [queuesRequest, having({ previousResultIds: listOf(having({ folder: text, resultId: text })) })],
  [previewToolRequest, tool],
  [callToolRequest, tool],
]);
