import type {
  Abi,
  ContractFunctionName,
  ContractFunctionParameters,
  ContractFunctionReturnType,
  PublicClient,
} from "viem";

/**
 * Calls in one eth_call. They travel as the constructor arguments of code that is never deployed, whose size nodes limit to
 * 48 KiB (EIP-3860): about 260 bytes each, beside that code's own 8 KiB.
 */
const CALLS_AT_ONCE = 100;

/** Up to this many, plain calls are less work for the node. */
const FEW_CALLS = 6;

type Call<ABI extends Abi, Name extends ContractFunctionName<ABI, "view">> = ContractFunctionParameters<
  ABI,
  "view",
  Name
>;

/** Reads a view function for many arguments, many in one request. In the order asked; any one that fails fails all. */
export async function readMany<ABI extends Abi, Name extends ContractFunctionName<ABI, "view">>({
  client,
  calls,
}: {
  client: PublicClient;
  calls: readonly Call<ABI, Name>[];
}): Promise<ContractFunctionReturnType<ABI, "view", Name>[]> {
  type Result = ContractFunctionReturnType<ABI, "view", Name>;
  if (calls.length <= FEW_CALLS) {
    return Promise.all(calls.map((call) => client.readContract(call as ContractFunctionParameters) as Promise<Result>));
  }
  const chunks: Call<ABI, Name>[][] = [];
  for (let start = 0; start < calls.length; start += CALLS_AT_ONCE) {
    chunks.push(calls.slice(start, start + CALLS_AT_ONCE));
  }
  const answers = await Promise.all(
    chunks.map((chunk) =>
      client.multicall({
        contracts: chunk as unknown as readonly ContractFunctionParameters[],
        allowFailure: false,
        batchSize: 0,
        deployless: true,
      }),
    ),
  );
  return answers.flat() as Result[];
}
