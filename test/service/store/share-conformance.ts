import { randomBytes } from "node:crypto";
import { bytesToHex } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ShareStore, StoredShare } from "#service/store/share-store.ts";

export type ShareStoreFactory = () => Promise<{ shares: ShareStore; destroy(): Promise<void> }>;

/** What every ShareStore does, whatever it stands on. */
export function describeShareStore({ name, createStore }: { name: string; createStore: ShareStoreFactory }): void {
  describe(`share store: ${name}`, () => {
    let shares: ShareStore;
    let destroy: () => Promise<void>;

    beforeAll(async () => {
      ({ shares, destroy } = await createStore());
    });
    afterAll(() => destroy());

    const offer = (fields: Partial<StoredShare> = {}): StoredShare => ({
      customer: bytesToHex(randomBytes(32)),
      keyEpoch: 1,
      organisation: bytesToHex(randomBytes(20)),
      share: new Uint8Array(randomBytes(32)),
      ...fields,
    });

    it("default: makes what is missing, and gives what is there, in the order asked", async () => {
      const [one, two, three] = [offer(), offer(), offer()];
      expect(await shares.findOrAdd([one, two])).toEqual([one, two]);
      const again = [three, { ...two, share: new Uint8Array(32) }, { ...one, organisation: three.organisation }];
      expect(await shares.findOrAdd(again)).toEqual([three, two, one]);
      expect(await shares.findOrAdd([])).toEqual([]);
    });

    it("behavior: an epoch has its own share", async () => {
      const first = offer();
      const second = offer({ customer: first.customer, keyEpoch: 2 });
      await shares.findOrAdd([first, second]);
      expect(await shares.find([{ customer: first.customer, keyEpoch: 2 }])).toEqual([second]);
      expect(await shares.find([{ customer: first.customer, keyEpoch: 3 }])).toEqual([]);
      expect(await shares.find([])).toEqual([]);
    });

    it("behavior: of concurrent callers for one place all get the same share", async () => {
      const { customer } = offer();
      const answers = await Promise.all(Array.from({ length: 10 }, () => shares.findOrAdd([offer({ customer })])));
      expect(new Set(answers.map(([kept]) => bytesToHex(kept?.share ?? new Uint8Array()))).size).toBe(1);
      expect(await shares.find([{ customer, keyEpoch: 1 }])).toEqual(answers[0]);
    });

    it("behavior: what is destroyed is counted once, and never made again", async () => {
      const [one, neighbour] = [offer(), offer()];
      await shares.findOrAdd([one, { ...one, keyEpoch: 2 }, neighbour]);
      expect(await shares.destroy({ customer: one.customer, now: 1 })).toBe(2);
      expect(await shares.destroy({ customer: one.customer, now: 2 })).toBe(2);
      await shares.compact();
      expect(await shares.undestroyed([one.customer, neighbour.customer])).toEqual([neighbour.customer]);
      const fresh = offer();
      await expect(shares.findOrAdd([fresh, offer({ customer: one.customer })])).rejects.toMatchObject({
        code: "CustomerErased",
      });
      const places = [one, fresh, neighbour].map(({ customer }) => ({ customer, keyEpoch: 1 }));
      expect(await shares.find(places)).toEqual([neighbour]);
      expect(await shares.destroy({ customer: fresh.customer, now: 3 })).toBe(0);
    });
  });
}
