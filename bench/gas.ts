import type { TransactionResponse } from "ethers";
import { network } from "hardhat";
import { deployEas, EAS_DATA_LENGTH } from "./gas-eas.ts";
import { COLD_SLOT_REPLACED, COLD_SLOT_SET } from "./gas-floor.ts";
import { deployKontor } from "./gas-kontor.ts";
import { measureTransaction, type TransactionGas } from "./gas-transaction.ts";
import type { Measurement, Suite } from "./measurement.ts";

const MANY = 100;

/** The bounds of the project: gas, and the ratio to the reference. */
const BOUNDS = { first: { gas: 56_000, ratio: 0.31 }, next: { gas: 41_000, ratio: 0.205 }, many: { gas: 30_000 } };

type Row = {
  name: string;
  ours: TransactionGas;
  reference: TransactionGas;
  against: string;
  bound: { gas: number; ratio?: number };
};

/** Gas of the registry's writes beside those of the Ethereum Attestation Service, on one in-process chain. */
export const measureGas: Suite = async () => {
  const { ethers } = await network.create();
  const [council, organisation, member] = await ethers.getSigners();
  if (!council || !organisation || !member) throw new Error("The development network has accounts.");
  const measure = (transaction: Promise<TransactionResponse>, storage: number) =>
    measureTransaction({ transaction, storage });

  const eas = await deployEas({ signer: council });
  const attest = await measure(eas.attest({ seed: "attest" }), COLD_SLOT_SET);
  const referred = await measure(eas.attest({ seed: "refer", refUid: await eas.latestUid() }), COLD_SLOT_SET);
  const attestMany = await measure(eas.attestMany({ seed: "many", count: MANY }), MANY * COLD_SLOT_SET);

  const kontor = await deployKontor({ council, organisation, member });
  const first = await measure(kontor.appendFirst({ seed: "first" }), COLD_SLOT_SET);
  const next = await measure(kontor.appendNext({ seed: "next" }), COLD_SLOT_REPLACED);
  const many = await measure(kontor.appendMany({ seed: "many", count: MANY }), MANY * COLD_SLOT_SET);

  const rows: Row[] = [
    {
      name: "first entry",
      ours: first,
      reference: attest,
      against: `EAS attest of ${EAS_DATA_LENGTH} bytes`,
      bound: BOUNDS.first,
    },
    {
      name: "next entry",
      ours: next,
      reference: referred,
      against: "EAS attest that refers to another",
      bound: BOUNDS.next,
    },
    {
      name: `appendMany of ${MANY} first entries, each`,
      ours: each(many),
      reference: each(attestMany),
      against: `EAS multiAttest of ${MANY}, each`,
      bound: BOUNDS.many,
    },
  ];
  return { measurements: rows.flatMap(toMeasurements), table: toTable(rows), broken: rows.flatMap(brokenBounds) };
};

function each({ gas, floor }: TransactionGas): TransactionGas {
  return { gas: Math.ceil(gas / MANY), floor: Math.ceil(floor / MANY) };
}

function toMeasurements({ name, ours, reference, against }: Row): Measurement[] {
  const common = { suite: "gas", name, value: ours.gas, unit: "gas" };
  return [
    { ...common, against, ratio: round(ours.gas / reference.gas) },
    { ...common, against: "floor: transaction, storage, calldata and log", ratio: round(ours.gas / ours.floor) },
  ];
}

function brokenBounds({ name, ours, reference, bound }: Row): string[] {
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
        `  gas        ${ours.gas} (bound ${bound.gas})`,
        `  floor      ${ours.floor} (21,000 + storage + calldata + log); ours is ${round(ours.gas / ours.floor)} of it`,
        `  reference  ${reference.gas} (${against}); ours is ${round(ours.gas / reference.gas)} of it${bound.ratio === undefined ? "" : ` (bound ${bound.ratio})`}`,
      ].join("\n"),
    )
    .join("\n\n");
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
