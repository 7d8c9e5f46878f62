import fc from 'fast-check';
import { anyText } from './arbitraries.ts';
import { holdsForAnyText } from './invariants.ts';

const kind = fc.constantFrom('backlog', 'todo', 'archive', 'index', 'tasks');

describe('properties of any text', () => {
  for (const [what, holds] of Object.entries(holdsForAnyText)) {
    it(what, () => {
      fc.assert(fc.property(anyText, kind, holds));
    });
  }
});
