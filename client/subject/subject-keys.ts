import type { Address, Hex } from "viem";
import { KINDS } from "#protocol/chain/kinds.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { subjectOf } from "../registry/subject-of.ts";
import type { AuthorKeys, DraftKeys } from "../write/author-keys.ts";
import type { SubjectContext } from "../write/write-context.ts";
import { consentKeys } from "./consent-keys.ts";

/**
 * What a customer's subject encrypts with: the steward's current keys, as it was given them, for the one kind that it writes.
 * What is thrown is what `consentKeys` throws, `NotSubject`, and `InvalidArgument` for anything but consents.
 */
export function subjectKeys(context: SubjectContext): AuthorKeys {
  const { registry, service, wallet, identity } = context;
  const author = wallet.account.address.toLowerCase() as Address;
  return {
    checkLatest: async ({ header: { customer } }) => {
      if ((await subjectOf({ registry, customer })).accepted === author) return;
      throw new KontorError({
        code: "NotSubject",
        message: "The account is not the customer's accepted subject.",
        details: { customer },
      });
    },
    keysOf: async ({ drafts, bases }) => {
      if (drafts.some(({ kind }) => kind !== KINDS.consent)) {
        throw new KontorError({ code: "InvalidArgument", message: "A customer's subject writes consents only." });
      }
      const keys = new Map<Hex, DraftKeys>();
      for (const [customer, { predecessor }] of bases) {
        const { steward } = predecessor.header;
        const found = await consentKeys({ registry, service, identity, customer, steward });
        keys.set(customer, { ...found, sectionKeyOf: () => found.sectionKey });
      }
      return keys;
    },
  };
}
