import { describeWindow } from '../session.ts';
import { workInBacklog } from './editor/backlog.ts';
import { lookAtTheLanguageStatus } from './editor/languageStatus.ts';
import { readAndWrite } from './editor/reading.ts';

// They leave the files as they find them, and a window takes longer to open than each of them takes.
describeWindow('in the editor', (workbench, kind) => {
  describe('the language status', () => {
    lookAtTheLanguageStatus(workbench, kind);
  });
  describe('reading and writing in a queue', () => {
    readAndWrite(workbench, kind);
  });
  describe('working in BACKLOG.md', () => {
    workInBacklog(workbench, kind);
  });
});
