import type { CommandResult } from '#server/protocol';
import type { LanguageServer } from '../languageServer.ts';
import { execute } from './execute.ts';
import { chooseTodo, cursor, givenArgument } from './place.ts';

/** Shows the next ready task of the queue that it was given, that the cursor is in, or that the user chooses. */
export async function nextTask(server: LanguageServer, given: unknown): Promise<CommandResult | undefined> {
  const argument = givenArgument(given) ?? cursor() ?? (await chooseTodo());
  return argument && execute(server, 'agentBacklog.nextTask', argument);
}
