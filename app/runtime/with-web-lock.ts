/**
 * Runs `act` while no other page of this site holds the same name, and answers true; answers false at once where one does.
 * (Web Locks: a page that dies lets go of what it held.)
 */
export async function withWebLock({ name, act }: { name: string; act: () => Promise<void> }): Promise<boolean> {
  return navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
    if (lock === null) return false;
    await act();
    return true;
  });
}
