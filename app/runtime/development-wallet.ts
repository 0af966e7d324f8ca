import {
  type Address,
  createWalletClient,
  custom,
  type EIP1193RequestFn,
  getAddress,
  type Hex,
  hexToBigInt,
  http,
  MethodNotSupportedRpcError,
  numberToHex,
  type RpcTransactionRequest,
} from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { createConnector } from "wagmi";

export type DevelopmentWalletParameters = {
  /** What the person sees: "Nadia, Northwind". */
  name: string;
  /** A well-known key of a local development chain. Never a key that holds anything of value. */
  privateKey: Hex;
  rpcUrl: string;
};

/** The storage key of the wallet that a reload should reconnect. It holds an address, nothing secret. */
const CONNECTED = "kontor.development-wallet";

/** A wallet for a local chain whose key is in this page: newcomers need no extension. Offered on chain 31337 only. */
export function developmentWallet({ name, privateKey, rpcUrl }: DevelopmentWalletParameters) {
  const account = privateKeyToAccount(privateKey);
  return createConnector<{ request: EIP1193RequestFn }>((config) => {
    const chain = config.chains[0];
    const wallet = createWalletClient({ account, chain, transport: http(rpcUrl) });

    const request: EIP1193RequestFn = async ({ method, params }) => {
      switch (method) {
        case "eth_accounts":
        case "eth_requestAccounts":
          return [account.address] as never;
        case "eth_chainId":
          return numberToHex(chain.id) as never;
        case "personal_sign": {
          const [raw] = params as [Hex, Address];
          return (await account.signMessage({ message: { raw } })) as never;
        }
        case "eth_signTypedData_v4": {
          const [, typedData] = params as [Address, string];
          return (await account.signTypedData(JSON.parse(typedData))) as never;
        }
        case "eth_sendTransaction": {
          const [transaction] = params as [RpcTransactionRequest];
          return (await wallet.sendTransaction({
            ...(transaction.to ? { to: transaction.to } : {}),
            ...(transaction.data ? { data: transaction.data } : {}),
            ...(transaction.value ? { value: hexToBigInt(transaction.value) } : {}),
            ...(transaction.gas ? { gas: hexToBigInt(transaction.gas) } : {}),
          })) as never;
        }
        default:
          if (method.startsWith("wallet_")) throw new MethodNotSupportedRpcError(new Error(method), { method });
          return wallet.request({ method, params } as never);
      }
    };

    return {
      id: `development-${account.address.toLowerCase()}`,
      name,
      type: "development",
      async connect() {
        localStorage.setItem(CONNECTED, account.address);
        return { accounts: [account.address] as never, chainId: chain.id };
      },
      async disconnect() {
        localStorage.removeItem(CONNECTED);
      },
      async getAccounts() {
        return [account.address];
      },
      async getChainId() {
        return chain.id;
      },
      async getProvider() {
        return custom({ request })({ retryCount: 0 }) as { request: EIP1193RequestFn };
      },
      async isAuthorized() {
        const connected = localStorage.getItem(CONNECTED);
        return connected !== null && getAddress(connected) === account.address;
      },
      onAccountsChanged() {},
      onChainChanged() {},
      onDisconnect() {
        config.emitter.emit("disconnect");
      },
    };
  });
}
