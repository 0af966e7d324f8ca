import { KontorError } from "#protocol/errors/kontor-error.ts";
import { deriveSectionKey } from "#protocol/keys/section-key.ts";
import { keyOf } from "../registry/key-of.ts";
import type { AuthorKeys } from "./author-keys.ts";
import { customerKeys } from "./customer-keys.ts";
import type { WriteContext } from "./write-context.ts";

/**
 * What a member of an organisation encrypts with: the customers' secrets of the current key epoch, found or made.
 * Throws `StaleKeyEpoch` where the organisation has a newer key than the one that is open.
 */
export async function organisationKeys(context: WriteContext): Promise<AuthorKeys> {
  const { registry, keyring } = context;
  const { organisation } = keyring;
  const { epoch } = await keyOf({ registry, account: organisation });
  if (epoch !== keyring.current.epoch) {
    throw new KontorError({
      code: "StaleKeyEpoch",
      message: "The organisation has a newer key than the one that is open here.",
      hints: ["Open the organisation's newest secret, then write again."],
      details: { open: keyring.current.epoch, current: epoch },
    });
  }
  return {
    checkLatest: async ({ header: { customer, steward } }) => {
      if (steward.toLowerCase() === organisation.toLowerCase()) return;
      throw new KontorError({
        code: "NotSteward",
        message: "Another organisation is the customer's steward now.",
        details: { customer, steward },
      });
    },
    keysOf: async ({ drafts, bases }) => {
      const written = [...bases].filter(([, { latest }]) => latest?.body.keyEpoch === epoch);
      const keys = await customerKeys({ context, drafts, written: new Set(written.map(([customer]) => customer)) });
      return new Map(
        [...keys].map(([customer, { customerSecret, shredShare }]) => [
          customer,
          {
            keyEpoch: epoch,
            sectionKeyOf: (kind: number) => deriveSectionKey({ customerSecret, kind }),
            shredShare,
          },
        ]),
      );
    },
  };
}
