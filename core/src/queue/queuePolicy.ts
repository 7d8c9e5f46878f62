import { holdsTasks } from '../document/dialect.ts';
import type { Document } from '../document/model.ts';
import { type Policy, type PolicyOverrides, policyOf } from '../policy/policy.ts';

/**
 * The policy of a file among the files of its queue. Where its own instructions are silent, those of its neighbour
 * count: for a backlog TODO.md, to which its tasks go, and for any other file the backlog.
 *
 * @param files the documents of the queue in their order, of several backlogs first the one that counts; the file itself
 * may be among them
 */
export function policyAmong(
  document: Document,
  files: Iterable<Document>,
  overrides: PolicyOverrides = {},
): Policy {
  const kind = document.file === 'backlog' ? 'todo' : 'backlog';
  for (const one of files) {
    if (one.file === kind && holdsTasks(one)) return policyOf(document, overrides, one);
  }
  return policyOf(document, overrides);
}
