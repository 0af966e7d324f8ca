import type { Hex } from "viem";
import type { Kontor } from "#app/runtime/kontor.ts";
import type { Identity } from "#client/keys/identity.ts";
import type { Wallet } from "#client/registry/registry.ts";
import { prepareConsent } from "#client/subject/prepare-consent.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import type { Consent } from "#protocol/record/schemas/consent.ts";

/** Encrypts a consent, or the withdrawal of one, in the subject's own name; it goes on in the background from there. */
export const consentMutation = (parameters: {
  kontor: Kontor;
  wallet: Wallet | undefined;
  identity: Identity;
  customer: Hex;
}) => ({
  mutationFn: async (record: Consent) => {
    const { kontor, wallet, identity, customer } = parameters;
    const { registry, service, journal, settings, writes } = kontor;
    if (wallet === undefined) throw new KontorError({ code: "InvalidArgument", message: "No wallet is connected." });
    const { confirmations } = settings;
    const context = { registry, service, journal, wallet, identity, confirmations };
    const write = await prepareConsent({ context, id: crypto.randomUUID(), customer, record });
    writes.follow({ context, write, drafts: [{ customer, record }] });
  },
  gcTime: 0,
});
