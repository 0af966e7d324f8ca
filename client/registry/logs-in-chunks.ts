import { chainErrorOf } from "./chain-error.ts";
import type { Registry } from "./registry.ts";

/** The part of a question about events that is the same whatever is asked for. */
export type LogRange = {
  registry: Registry;
  fromBlock?: bigint;
  toBlock?: bigint;
  /** Blocks asked for at once; halved where the RPC says that it is too much. */
  chunkSize?: bigint;
};

export type LogsInChunksParameters<RawLog, Log> = LogRange & {
  ask: (range: { from: bigint; to: bigint }) => Promise<readonly RawLog[]>;
  /** Throws for a log that was not asked for: then no smaller question is tried. */
  read: (log: RawLog) => Log;
};

const DEFAULT_CHUNK_SIZE = 50_000n;
/** Below this many blocks a refusal is no longer taken to be about the size of the question. */
const SMALLEST_CHUNK = 16n;

/** All of `chunksOfLogs` together. */
export async function logsInChunks<RawLog, Log>(parameters: LogsInChunksParameters<RawLog, Log>): Promise<Log[]> {
  const found: Log[] = [];
  for await (const logs of chunksOfLogs(parameters)) for (const log of logs) found.push(log);
  return found;
}

/**
 * Asks for logs in chunks of blocks, in the order of the chain, with smaller ones where the RPC refuses. Throws
 * `ChainUnavailable` where the RPC fails or refuses even small chunks.
 */
export async function* chunksOfLogs<RawLog, Log>(
  parameters: LogsInChunksParameters<RawLog, Log>,
): AsyncGenerator<Log[], void> {
  const { registry, ask, read, fromBlock = registry.deploymentBlock } = parameters;
  let size = parameters.chunkSize ?? DEFAULT_CHUNK_SIZE;
  let from = fromBlock;
  try {
    const last = parameters.toBlock ?? (await registry.client.getBlockNumber({ cacheTime: 0 }));
    while (from <= last) {
      const to = from + size - 1n < last ? from + size - 1n : last;
      const logs = await ask({ from, to }).catch((error: unknown) => {
        if (size <= SMALLEST_CHUNK || from === to) throw error;
        return null;
      });
      if (logs === null) {
        size /= 2n;
        continue;
      }
      yield logs.map(read);
      from = to + 1n;
    }
  } catch (error) {
    throw chainErrorOf(error);
  }
}
