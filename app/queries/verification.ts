import type { Hex } from "viem";
import type { Registry } from "#client/registry/registry.ts";
import type { Service } from "#client/service/service.ts";
import { boundService } from "#client/verify/bound-service.ts";
import { type ProvenRegistry, proveRegistry } from "#client/verify/prove-registry.ts";
import { type CustomerReport, verifyCustomers } from "#client/verify/verify-customers.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { queryKeys } from "./keys.ts";

export type Verification = { report: CustomerReport; proven: ProvenRegistry };

/** A stranger's check of a customer's whole chain, made anew each time it is asked for. */
export const verificationQuery = (parameters: {
  registry: Registry;
  service: Service;
  confirmations: number;
  customer: Hex;
}) => ({
  queryKey: queryKeys.verification(parameters.customer),
  queryFn: async (): Promise<Verification> => {
    const { registry, confirmations, customer } = parameters;
    const service = boundService(parameters);
    const proven = await proveRegistry({ clients: [registry.client], registry: registry.address, confirmations });
    if (proven.chainId !== registry.chainId) {
      throw new KontorError({
        code: "WrongChain",
        message: `The RPC is on chain ${proven.chainId}, not on chain ${registry.chainId}.`,
      });
    }
    const { deploymentBlock } = registry;
    for await (const report of verifyCustomers({ proven, customers: [customer], service, deploymentBlock })) {
      return { report, proven };
    }
    throw new KontorError({ code: "InvariantBroken", message: "No report was made." });
  },
  staleTime: 0,
  gcTime: 0,
  structuralSharing: false,
  retry: false,
});
