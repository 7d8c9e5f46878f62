/** Gives a function that has something done in the next turn of the event loop, once for all calls until then. */
export function oncePerTurn(action: () => void): () => void {
  let scheduled = false;
  return () => {
    if (scheduled) return;
    scheduled = true;
    setTimeout(() => {
      scheduled = false;
      action();
    });
  };
}
