/** Waits until the browser has drawn what was just rendered: deriving a key from a passphrase blocks the page for a moment. */
export function afterPaint(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
}
