import type { Address } from "viem";
import type { Registry } from "../registry/registry.ts";
import type { Service } from "../service/service.ts";
import type { Keyring } from "./keyring.ts";
import { sealToMember } from "./seal-to-member.ts";

export type AdmitMemberParameters = {
  registry: Registry;
  /** With a session of the organisation's account or a KEEPER. */
  service: Service;
  /** Of the KEEPER. */
  keyring: Keyring;
  member: Address;
};

/**
 * Gives a member the organisation's secrets, of every epoch that the KEEPER holds, so that they read what is there and write
 * from now on. Doing it again does no harm. Throws what `sealToMember` throws.
 */
export async function admitMember({ registry, service, keyring, member }: AdmitMemberParameters): Promise<void> {
  for (const { organisation, epoch, secret } of keyring.keys.values()) {
    await sealToMember({ registry, service, organisation, epoch, secret, member });
  }
}
