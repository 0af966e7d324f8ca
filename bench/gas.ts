import type { TransactionResponse } from "ethers";
import { network } from "hardhat";
import { deployEas, EAS_DATA_LENGTH } from "./gas-eas.ts";
import { COLD_SLOT_REPLACED, COLD_SLOT_SET } from "./gas-floor.ts";
import { deployKontor } from "./gas-kontor.ts";
import { measureTransaction, type TransactionGas } from "./gas-transaction.ts";
import type { Measurement, Suite } from "./measurement.ts";

const BATCHED = 1_000;

/**
 * The hard fork that the bounds are for, and the next one, as far as Hardhat has it; and how many customers one bulk transaction
 * writes there: a transaction has 16,777,216 gas at most, which 100 attestations are over when slots cost more.
 */
const FORKS = { osaka: 100, amsterdam: 10 } as const;
/** EIP-8037 counts what is stored apart from EIP-7825's cap, and Hardhat does not yet: contracts could not be deployed. */
const WITHOUT_CAPS = { transactionGasCap: false, blockGasLimit: 200_000_000 } as const;
type Fork = keyof typeof FORKS;
const BOUND_FORK: Fork = "osaka";

/** The bounds of the project: gas, and the ratio to the reference. */
const BOUNDS = {
  first: { gas: 56_000, ratio: 0.31 },
  next: { gas: 41_000, ratio: 0.205 },
  many: { gas: 30_000 },
  batched: { gas: 100 },
};

type Bound = { gas: number; ratio?: number };
type Row = {
  name: string;
  ours: TransactionGas;
  reference: TransactionGas;
  against: string;
  bound?: Bound;
};

/** Gas of the registry's writes beside those of the Ethereum Attestation Service, on one in-process chain for each hard fork. */
export const measureGas: Suite = async () => {
  const tables: string[] = [];
  const measurements: Measurement[] = [];
  const broken: string[] = [];
  for (const fork of Object.keys(FORKS) as Fork[]) {
    const rows = await measureFork(fork);
    tables.push(`hard fork ${fork}\n\n${toTable(rows)}`);
    measurements.push(...rows.flatMap((row) => toMeasurements({ row, fork })));
    broken.push(...rows.flatMap(brokenBounds));
  }
  return { measurements, table: `${tables.join("\n\n\n")}\n\n\n${PROPOSALS}`, broken };
};

async function measureFork(fork: Fork): Promise<Row[]> {
  const { ethers } = await network.create({ override: { hardfork: fork, ...WITHOUT_CAPS } });
  const [council, organisation, member] = await ethers.getSigners();
  const inBulk = FORKS[fork];
  if (!council || !organisation || !member) throw new Error("The development network has accounts.");
  const measure = (transaction: Promise<TransactionResponse>, storage: number) =>
    measureTransaction({ transaction, storage });

  const eas = await deployEas({ signer: council });
  const attest = await measure(eas.attest({ seed: "attest" }), COLD_SLOT_SET);
  const referred = await measure(eas.attest({ seed: "refer", refUid: await eas.latestUid() }), COLD_SLOT_SET);
  const attestMany = await measure(eas.attestMany({ seed: "many", count: inBulk }), inBulk * COLD_SLOT_SET);
  const timestamp = await measure(eas.timestamp({ seed: "time" }), COLD_SLOT_SET);
  const timestampMany = await measure(eas.timestampMany({ seed: "times", count: inBulk }), inBulk * COLD_SLOT_SET);

  const kontor = await deployKontor({ council, organisation, member });
  const first = await measure(kontor.appendFirst({ seed: "first" }), COLD_SLOT_SET);
  const next = await measure(kontor.appendNext({ seed: "next" }), COLD_SLOT_REPLACED);
  const appended = await measure(kontor.appendMany({ seed: "many", count: inBulk }), inBulk * COLD_SLOT_SET);
  const batch = { seed: "batch", count: BATCHED };
  const anchored = await measure(kontor.anchorBatch(batch), COLD_SLOT_SET);
  const settled = await measure(kontor.settle(batch), COLD_SLOT_SET);

  const bound = (chosen: Bound) => (fork === BOUND_FORK ? { bound: chosen } : {});
  return [
    {
      name: "first entry",
      ours: first,
      reference: attest,
      against: `EAS attest of ${EAS_DATA_LENGTH} bytes`,
      ...bound(BOUNDS.first),
    },
    {
      name: "next entry",
      ours: next,
      reference: referred,
      against: "EAS attest that refers to another",
      ...bound(BOUNDS.next),
    },
    {
      name: `appendMany of ${inBulk} first entries, each`,
      ours: each({ of: appended, count: inBulk }),
      reference: each({ of: attestMany, count: inBulk }),
      against: `EAS multiAttest of ${inBulk}, each`,
      ...bound(BOUNDS.many),
    },
    {
      name: `batch of ${BATCHED} entries, each`,
      ours: each({ of: anchored, count: BATCHED }),
      reference: each({ of: timestampMany, count: inBulk }),
      against: `EAS multiTimestamp of ${inBulk}, each`,
      ...bound(BOUNDS.batched),
    },
    {
      name: `batch of ${BATCHED} entries, whole`,
      ours: anchored,
      reference: timestamp,
      against: "EAS timestamp of one root, which knows no author and no count",
    },
    { name: "settling one of a batch", ours: settled, reference: attest, against: "EAS attest" },
  ];
}

function each({ of: { gas, floor }, count }: { of: TransactionGas; count: number }): TransactionGas {
  return { gas: Math.ceil(gas / count), floor: Math.ceil(floor / count) };
}

function toMeasurements({ row, fork }: { row: Row; fork: Fork }): Measurement[] {
  const { name, ours, reference, against } = row;
  const common = { suite: "gas", name: `${name} (${fork})`, value: ours.gas, unit: "gas" };
  return [
    { ...common, against, ratio: round(ours.gas / reference.gas) },
    // The floor's prices are today's.
    ...(fork === BOUND_FORK
      ? [{ ...common, against: "floor: transaction, storage, calldata and log", ratio: round(ours.gas / ours.floor) }]
      : []),
  ];
}

function brokenBounds({ name, ours, reference, bound }: Row): string[] {
  if (bound === undefined) return [];
  const ratio = ours.gas / reference.gas;
  const broken: string[] = [];
  if (ours.gas > bound.gas) broken.push(`${name}: ${ours.gas} gas is over the bound of ${bound.gas}.`);
  if (bound.ratio !== undefined && ratio > bound.ratio) {
    broken.push(`${name}: ${round(ratio)} of the reference is over the bound of ${bound.ratio}.`);
  }
  return broken;
}

function toTable(rows: Row[]): string {
  return rows
    .map(({ name, ours, reference, against, bound }) =>
      [
        name,
        `  gas        ${ours.gas}${bound === undefined ? "" : ` (bound ${bound.gas})`}`,
        `  floor      ${ours.floor} (at today's prices: 21,000 + storage + calldata + log)`,
        `  reference  ${reference.gas} (${against}); ours is ${round(ours.gas / reference.gas)} of it${bound?.ratio === undefined ? "" : ` (bound ${bound.ratio})`}`,
      ].join("\n"),
    )
    .join("\n\n");
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

/** Worked out by hand from the proposals' texts, for what no chain here can measure. */
const PROPOSALS = `What proposals would change, worked out (EIP-8037, a new slot for about 82,000 more, is in the rows of amsterdam)
  EIP-2780 (a transaction's base is 15,000 instead of 21,000): 6,000 less for each transaction, 6 less for
           each entry of a batch of ${BATCHED}.
  EIP-8038 (a cold slot is replaced for about 12,100 instead of 5,000): about 7,100 more for a next entry.
  EIP-7976 (64 gas for a byte of calldata at least, where that is more than what was executed): nothing for a first or next
           entry, whose 260 bytes make a floor under what they execute; a batch's calldata is 132 bytes whatever its count.
  EIP-7825 (16,777,216 gas for a transaction at most): 550 first entries with appendMany; a batch has no such limit.`;
