import assert from 'node:assert/strict';
import { placeOfItsOwn } from '#server/workspace/queuePlaces';

describe('the queue of a file of which nothing else is known', () => {
  it('has its other files beside it, and those of an archive beside the folder ARCHIVE', () => {
    const places = (path: string): unknown[] => {
      const { folder, backlogs, todo, archive } = placeOfItsOwn(`file:///work/${path}`);
      return [folder, ...backlogs, todo, archive].map((uri) => uri?.replace('file:///work/', ''));
    };
    assert.deepEqual(places('a/SECURITY_BACKLOG.md'), [
      'a',
      'a/SECURITY_BACKLOG.md',
      'a/TODO.md',
      'a/ARCHIVE.md',
    ]);
    assert.deepEqual(places('a/ARCHIVE/ARCHIVE.md'), [
      'a',
      'a/BACKLOG.md',
      'a/TODO.md',
      'a/ARCHIVE/ARCHIVE.md',
    ]);
    assert.deepEqual(places('a/ARCHIVE/TODO.md'), [
      'a/ARCHIVE',
      'a/ARCHIVE/BACKLOG.md',
      'a/ARCHIVE/TODO.md',
      'a/ARCHIVE/ARCHIVE.md',
    ]);
  });
});
