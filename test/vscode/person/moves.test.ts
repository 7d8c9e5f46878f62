import { describeWindow } from '../session.ts';
import { useThePalette } from './moves/palette.ts';
import { promote } from './moves/promote.ts';

// Both leave the files as they find them, and a window takes longer to open than either of them takes.
describeWindow('moves', (workbench, kind) => {
  describe('from BACKLOG.md', () => {
    promote(workbench, kind);
  });
  describe('from the command palette', () => {
    useThePalette(workbench, kind);
  });
});
