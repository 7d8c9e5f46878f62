import { type Document, type Policy, policyAmong, type Settings } from '#core';
import { filesOf, type QueueFiles } from './queueFiles.ts';
import { policyOverrides } from './taskFile.ts';

/**
 * The policy that holds for the tasks of a file, the same for all that is said of them and done with them.
 *
 * @param queue the queue of the file; undefined where it has none
 * @param settings those of the file
 */
export function policyIn(queue: QueueFiles | undefined, document: Document, settings: Settings): Policy {
  const documents = queue ? filesOf(queue).map((file) => file.document) : [];
  return policyAmong(document, documents, policyOverrides(settings));
}
