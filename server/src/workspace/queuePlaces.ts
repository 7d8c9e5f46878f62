import type { Document } from '#core';
import { urisOf } from './queueFiles.ts';
import { folderOf, groupQueues, placeWithDefaults, queueFolderOf, type QueuePlace } from './queueGrouping.ts';
import { canonicalUri } from './taskFiles.ts';

/** Which file belongs to which queue. */
export interface QueuePlaces {
  readonly places: readonly QueuePlace[];
  /** By canonical URI. An index that serves several queues belongs to the one in its own folder. */
  readonly byUri: ReadonlyMap<string, QueuePlace>;
}

/**
 * The queues of files.
 *
 * @param uris canonical URIs
 * @param documentOf gives the model of a file
 */
export function queuePlaces(
  uris: Iterable<string>,
  documentOf: (uri: string) => Document | undefined,
): QueuePlaces {
  const places = groupQueues([...uris].sort(), documentOf);
  const byUri = new Map<string, QueuePlace>();
  for (const place of places) {
    for (const uri of urisOf(place)) {
      if (!byUri.has(uri) || folderOf(uri) === place.folder) byUri.set(uri, place);
    }
  }
  return { places, byUri };
}

/** The queue of a file of which nothing is known but itself. */
export function placeOfItsOwn(uri: string): QueuePlace {
  const canonical = canonicalUri(uri);
  const [place] = groupQueues([canonical], () => undefined);
  const nothing = { backlogs: [], todo: undefined, archive: undefined, index: undefined, tasks: undefined };
  return placeWithDefaults(place ?? { folder: queueFolderOf(canonical), ...nothing });
}
