import { execute } from './execute.ts';
import type { Outcome } from './outcome.ts';
import { chooseTodo, cursor, givenArgument, type QueueSource } from './place.ts';

/** Shows the next ready task of the queue that it was given, that the cursor is in, or that the user chooses. */
export async function nextTask(source: QueueSource, given: unknown): Promise<Outcome | undefined> {
  const argument = givenArgument(given) ?? cursor() ?? (await chooseTodo(source));
  return argument && { result: await execute(source.server, 'agentBacklog.nextTask', argument) };
}
