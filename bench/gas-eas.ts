import { createRequire } from "node:module";
import {
  ContractFactory,
  type ContractRunner,
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
const ARTIFACTS = "@ethereum-attestation-service/eas-contracts/artifacts/contracts";
const RECIPIENT = "0x00000000000000000000000000000000c0ffee01";

export type EasOperations = {
  attest(parameters: { seed: string; refUid?: string }): Promise<TransactionResponse>;
  attestMany(parameters: { seed: string; count: number }): Promise<TransactionResponse>;
  /** The id of the newest attestation. */
  latestUid(): Promise<string>;
};

/** Deploys the Ethereum Attestation Service's own compiled contracts, with a schema of one word. */
export async function deployEas({ signer }: { signer: Signer }): Promise<EasOperations> {
  const registry = await deploy({ name: "SchemaRegistry", signer, args: [] });
  const eas = await deploy({ name: "EAS", signer, args: [await registry.getAddress()] });
  await (await registry.getFunction("register").send(SCHEMA, ZeroAddress, true)).wait();
  const [{ args }] = (await registry.queryFilter("Registered")) as unknown as [{ args: { uid: string } }];
  const schema = args.uid;
  const data = (seed: string, refUID: string) => ({
    recipient: RECIPIENT,
    expirationTime: 0n,
    revocable: true,
    refUID,
    data: id(seed),
    value: 0n,
  });
  return {
    attest: ({ seed, refUid = ZeroHash }) => eas.getFunction("attest").send({ schema, data: data(seed, refUid) }),
    attestMany: ({ seed, count }) =>
      eas
        .getFunction("multiAttest")
        .send([{ schema, data: Array.from({ length: count }, (_, index) => data(`${seed}${index}`, ZeroHash)) }]),
    latestUid: async () => {
      const events = (await eas.queryFilter("Attested")) as unknown as { args: { uid: string } }[];
      const uid = events.at(-1)?.args.uid;
      if (uid === undefined) throw new Error("Nothing was attested yet.");
      return uid;
    },
  };
}

async function deploy({ name, signer, args }: { name: string; signer: ContractRunner & Signer; args: string[] }) {
  const artifact: { abi: InterfaceAbi; bytecode: string } = createRequire(import.meta.url)(
    `${ARTIFACTS}/${name}.sol/${name}.json`,
  );
  const contract = await new ContractFactory(artifact.abi, artifact.bytecode, signer).deploy(...args);
  await contract.waitForDeployment();
  return contract;
}
