import { hostileTexts } from './hostileTexts.mjs';

/** What is promised: one figure is at most so many times another, or at most so many bytes or milliseconds. */
export const budgets = [
  { what: 'parse', of: 'line ends', most: 10 },
  { what: 'whole check', of: 'line ends', most: 25 },
  { what: 'whole check', of: 'commonmark', most: 0.1 },
  { what: 'whole check', of: 'markdownlint', most: 0.01 },
  { what: 'whole check of 10 MB', of: 'whole check of 1 MB', most: 11 },
  { what: 'a letter in 10 MB', of: 'whole check of 10 MB', most: 0.02 },
  { what: 'a letter in 10 MB, through the server', of: 'whole check of 10 MB', most: 0.02 },
  { what: 'model of 10 MB', of: 'text of 10 MB', most: 3 },
  { what: 'growth over ten thousand edits', bytes: 1_000_000 },
  { what: 'index of a thousand queues', of: 'reading the bytes of a thousand queues', most: 3 },
  { what: 'server to first diagnostics', of: 'node -e 0', most: 2 },
  { what: 'agent-backlog check', of: 'node -e 0', most: 2 },
  { what: 'packed extension', bytes: 400_000 },
  { what: 'packed command line', bytes: 400_000 },
  { what: 'activate in the Node host', milliseconds: 20 },
  // Twice, and what a machine that does other things adds. A reader of which the time grows with the square takes four times.
  ...Object.keys(hostileTexts).map((name) => ({ what: `twice as many ${name}`, of: name, most: 3 })),
];
