import type { Address } from "viem";

/** What a test does to the wallet from outside, through `page.evaluate`. */
export type InjectedWallet = {
  /** Answers every request of this method with EIP-1193's 4001. */
  declines: string[];
  /** Never answers requests of this method. */
  hangsOn: string[];
  /** Every method that was asked for. */
  asked: string[];
  chainId: string;
  accounts: Address[];
  emit: (event: string, data: unknown) => void;
};

declare global {
  interface Window {
    testWallet: InjectedWallet;
  }
}

/**
 * A script that puts a wallet into the page and announces it as EIP-6963 says, as an extension does. Its keys are the local
 * chain's own unlocked accounts: what has to be signed or sent is passed on to the node.
 */
export function injectedWalletScript(parameters: {
  rpcUrl: string;
  accounts: readonly Address[];
  chainId?: number;
}): string {
  const { rpcUrl, accounts, chainId = 31_337 } = parameters;
  return `(${install.toString()})(${JSON.stringify({ rpcUrl, accounts, chainId: `0x${chainId.toString(16)}` })});`;
}

function install({ rpcUrl, accounts, chainId }: { rpcUrl: string; accounts: Address[]; chainId: string }): void {
  const listeners = new Map<string, Set<(data: unknown) => void>>();
  const wallet: InjectedWallet = {
    declines: [],
    hangsOn: [],
    asked: [],
    chainId,
    accounts,
    emit: (event, data) => {
      for (const listener of listeners.get(event) ?? []) listener(data);
    },
  };
  window.testWallet = wallet;
  const allowed = "test-wallet-allowed";
  const failure = (code: number, message: string) => Object.assign(new Error(message), { code });
  const passOn = async (method: string, params: unknown) => {
    const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method, params });
    const response = await fetch(rpcUrl, { method: "POST", headers: { "content-type": "application/json" }, body });
    const { result, error } = await response.json();
    if (error) throw Object.assign(new Error(error.message), error);
    return result;
  };
  const provider = {
    request: async ({ method, params = [] }: { method: string; params?: unknown[] }) => {
      wallet.asked.push(method);
      if (wallet.hangsOn.includes(method)) return new Promise(() => {});
      if (wallet.declines.includes(method)) throw failure(4001, "User rejected the request.");
      if (method === "eth_requestAccounts") localStorage.setItem(allowed, "yes");
      if (method === "eth_requestAccounts") return wallet.accounts;
      if (method === "eth_accounts") return localStorage.getItem(allowed) === "yes" ? wallet.accounts : [];
      if (method === "eth_chainId") return wallet.chainId;
      if (method === "wallet_switchEthereumChain") {
        wallet.chainId = (params[0] as { chainId: string }).chainId;
        wallet.emit("chainChanged", wallet.chainId);
        return null;
      }
      if (method.startsWith("wallet_")) throw failure(4200, "Not supported.");
      return passOn(method, params);
    },
    on: (event: string, listener: (data: unknown) => void) => {
      listeners.set(event, (listeners.get(event) ?? new Set()).add(listener));
    },
    removeListener: (event: string, listener: (data: unknown) => void) => listeners.get(event)?.delete(listener),
  };
  const icon =
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 8'%3E%3Ccircle cx='4' cy='4' r='4'/%3E%3C/svg%3E";
  const info = { uuid: "0b2f6d0c-5d0f-4d7e-9c0b-9f6a3f1a7c11", name: "Test Wallet", icon, rdns: "org.example.wallet" };
  const announce = () => {
    const detail = Object.freeze({ info, provider });
    window.dispatchEvent(new CustomEvent("eip6963:announceProvider", { detail }));
  };
  window.addEventListener("eip6963:requestProvider", announce);
  announce();
}
