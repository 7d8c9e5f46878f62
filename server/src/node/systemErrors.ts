import { Unreadable } from '../workspace/fileSystem.ts';

/** Whether an error of Node's file system has one of these codes. */
export function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}

/** What the system has against a file, in words; undefined where that is something else. */
export function reasonOf(error: unknown): string | undefined {
  const [, reason] = reasons.find(([codes]) => hasCode(error, ...codes)) ?? [];
  return reason;
}

const reasons: readonly (readonly [codes: readonly string[], reason: string])[] = [
  [['EACCES', 'EPERM'], 'permission is denied'],
  [['EISDIR'], 'it is a folder'],
  [['ELOOP'], 'its links lead round in a circle'],
  [['EROFS'], 'the file system is read-only'],
  [['ENOSPC', 'EDQUOT'], 'the disk is full'],
  [['EFBIG'], 'no file may be so large'],
];

/**
 * Reads something.
 *
 * @throws Unreadable when the system does not let it be read
 * @throws Error whatever else the work throws
 */
export async function reading<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const reason = reasonOf(error);
    throw reason === undefined ? error : new Unreadable(path, reason, error);
  }
}
