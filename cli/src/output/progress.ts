import type { Terminal } from '../terminal.ts';

/** How far a long work is. */
export interface Progress {
  /** @param done how much is done, of all that there is */
  readonly show: (done: number, all: number) => void;
  /** Takes away what was shown. */
  readonly end: () => void;
}

/** Shows on standard error how far a check is, once it takes long and if somebody watches. */
export function progressOn({ isWatched, warn, now }: Terminal): Progress {
  const start = now();
  let shownAt: number | undefined;
  return {
    show(done, all) {
      if (!isWatched || now() - (shownAt ?? start) < (shownAt === undefined ? patience : betweenLines))
        return;
      shownAt = now();
      warn(`\r${String(done)} of ${String(all)} files checked`);
    },
    end() {
      if (shownAt !== undefined) warn('\r\x1b[K');
    },
  };
}

/** In milliseconds. */
const patience = 1000;
const betweenLines = 100;
