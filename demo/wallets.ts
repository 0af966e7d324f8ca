import { type Address, type Hex, toHex } from "viem";
import { mnemonicToAccount } from "viem/accounts";

/**
 * Hardhat's development accounts in the roles of the demo. Their keys are in every Ethereum textbook: they are for local
 * chains, and everything encrypted under the demo's passphrase is readable by everyone.
 */
const DEVELOPMENT_MNEMONIC = "test test test test test test test test test test test junk";
export const DEVELOPMENT_CHAIN_ID = 31337;

/** Of every enrolled demo member; said on the page where it is asked for. */
export const DEMO_PASSPHRASE = "northwind demo passphrase";

export type DemoRole = "KEEPER" | "WRITER" | "READER" | "COMPLIANCE";

export type DemoWallet = {
  name: string;
  /** Index in the mnemonic. */
  accountIndex: number;
  address: Address;
  privateKey: Hex;
  /** The organisation that it belongs to; the organisation's own account has its name too. Null for the council. */
  organisation: string | null;
  part: "council" | "organisation" | "member" | "customer";
  roles: readonly DemoRole[];
  /** Has an identity key and the organisation's secret already; the others walk through enrolment. */
  enrolled: boolean;
  passphrase: string | null;
};

export type DemoOrganisation = { name: string; address: Address };

const NORTHWIND = "Northwind Traders";
const SPEEDY = "Speedy Express";

/** People are Northwind's employees, and one of its customers' contacts. */
export const DEMO_WALLETS: readonly DemoWallet[] = [
  wallet({ accountIndex: 0, name: "Council", organisation: null, part: "council" }),
  wallet({ accountIndex: 1, name: NORTHWIND, organisation: NORTHWIND, part: "organisation" }),
  wallet({ accountIndex: 2, name: SPEEDY, organisation: SPEEDY, part: "organisation" }),
  member({ accountIndex: 3, name: "Nancy Davolio", organisation: NORTHWIND, roles: ["WRITER", "READER"] }),
  member({ accountIndex: 4, name: "Andrew Fuller", organisation: NORTHWIND, roles: ["KEEPER", "WRITER", "READER"] }),
  member({ accountIndex: 5, name: "Janet Leverling", organisation: NORTHWIND, roles: ["WRITER", "READER"] }),
  newcomer({ accountIndex: 6, name: "Margaret Peacock", organisation: NORTHWIND, roles: ["WRITER", "READER"] }),
  member({ accountIndex: 7, name: "Steven Buchanan", organisation: SPEEDY, roles: ["KEEPER", "WRITER", "READER"] }),
  member({ accountIndex: 8, name: "Michael Suyama", organisation: SPEEDY, roles: ["WRITER", "READER"] }),
  member({ accountIndex: 9, name: "Robert King", organisation: SPEEDY, roles: ["WRITER", "READER"] }),
  newcomer({ accountIndex: 10, name: "Laura Callahan", organisation: SPEEDY, roles: ["WRITER", "READER"] }),
  member({ accountIndex: 11, name: "Anne Dodsworth", organisation: NORTHWIND, roles: ["READER"] }),
  wallet({ accountIndex: 12, name: "Maria Anders", organisation: null, part: "customer" }),
];

export const DEMO_ORGANISATIONS: readonly DemoOrganisation[] = DEMO_WALLETS.filter(
  ({ part }) => part === "organisation",
).map(({ name, address }) => ({ name, address }));

type WalletParameters = Pick<DemoWallet, "accountIndex" | "name" | "organisation" | "part">;
type MemberParameters = { accountIndex: number; name: string; organisation: string; roles: readonly DemoRole[] };

function wallet(parameters: WalletParameters): DemoWallet {
  const account = mnemonicToAccount(DEVELOPMENT_MNEMONIC, { addressIndex: parameters.accountIndex });
  const privateKey = toHex(account.getHdKey().privateKey ?? new Uint8Array(32));
  return { ...parameters, address: account.address, privateKey, roles: [], enrolled: false, passphrase: null };
}

function member({ roles, ...parameters }: MemberParameters): DemoWallet {
  return { ...wallet({ ...parameters, part: "member" }), roles, enrolled: true, passphrase: DEMO_PASSPHRASE };
}

function newcomer({ roles, ...parameters }: MemberParameters): DemoWallet {
  return { ...wallet({ ...parameters, part: "member" }), roles };
}
