/**
 * Waits until the condition holds, and returns what it gave. For tests in the host and outside it.
 *
 * @param what named in the error when it does not hold in time
 * @param condition looked at again and again; undefined and false mean not yet
 */
export async function eventually<T>(
  what: string,
  condition: () => T | undefined | false | Promise<T | undefined | false>,
  timeout = 60_000,
): Promise<T> {
  const end = Date.now() + timeout;
  for (;;) {
    const value = await condition();
    if (value !== undefined && value !== false) return value;
    if (Date.now() > end) throw new Error(`There was not ${what} within ${String(timeout)} ms`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
