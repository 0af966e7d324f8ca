import eas from "@ethereum-attestation-service/eas-contracts/artifacts/contracts/EAS.sol/EAS.json" with {
  type: "json",
};
import schemaRegistry from "@ethereum-attestation-service/eas-contracts/artifacts/contracts/SchemaRegistry.sol/SchemaRegistry.json" with {
  type: "json",
};
import {
  ContractFactory,
  type InterfaceAbi,
  id,
  type Signer,
  type TransactionResponse,
  ZeroAddress,
  ZeroHash,
} from "ethers";

/** The size of the attested data: one commitment. */
export const EAS_DATA_LENGTH = 32;

const SCHEMA = "bytes32 commitment";

type Artifact = { abi: InterfaceAbi; bytecode: string };

export type EasOperations = {
  attest(parameters: { seed: string; refUid?: string }): Promise<TransactionResponse>;
  attestMany(parameters: { seed: string; count: number }): Promise<TransactionResponse>;
  /** The cheapest there is: a block's time under a hash, without a schema or an author. */
  timestamp(parameters: { seed: string }): Promise<TransactionResponse>;
  timestampMany(parameters: { seed: string; count: number }): Promise<TransactionResponse>;
  /** The id of the newest attestation. */
  latestUid(): Promise<string>;
};

/** Deploys the Ethereum Attestation Service's own compiled contracts, with a schema of one word. */
export async function deployEas({ signer }: { signer: Signer }): Promise<EasOperations> {
  const registry = await deploy({ artifact: schemaRegistry, signer, args: [] });
  const service = await deploy({ artifact: eas, signer, args: [await registry.getAddress()] });
  await (await registry.getFunction("register").send(SCHEMA, ZeroAddress, true)).wait();
  const [{ args }] = (await registry.queryFilter("Registered")) as unknown as [{ args: { uid: string } }];
  const schema = args.uid;
  const data = (seed: string, refUID: string) => ({
    // Without a recipient an attestation is cheapest: a slot less.
    recipient: ZeroAddress,
    expirationTime: 0n,
    revocable: true,
    refUID,
    data: id(seed),
    value: 0n,
  });
  return {
    attest: ({ seed, refUid = ZeroHash }) => service.getFunction("attest").send({ schema, data: data(seed, refUid) }),
    attestMany: ({ seed, count }) =>
      service
        .getFunction("multiAttest")
        .send([{ schema, data: Array.from({ length: count }, (_, index) => data(`${seed}${index}`, ZeroHash)) }]),
    timestamp: ({ seed }) => service.getFunction("timestamp").send(id(seed)),
    timestampMany: ({ seed, count }) =>
      service.getFunction("multiTimestamp").send(Array.from({ length: count }, (_, index) => id(`${seed}${index}`))),
    latestUid: async () => {
      const events = (await service.queryFilter("Attested")) as unknown as { args: { uid: string } }[];
      const uid = events.at(-1)?.args.uid;
      if (uid === undefined) throw new Error("Nothing was attested yet.");
      return uid;
    },
  };
}

async function deploy({ artifact, signer, args }: { artifact: Artifact; signer: Signer; args: string[] }) {
  const contract = await new ContractFactory(artifact.abi, artifact.bytecode, signer).deploy(...args);
  await contract.waitForDeployment();
  return contract;
}
