import type { QueryClient } from "@tanstack/react-query";
import { entryEventSchema } from "#protocol/api/events.ts";
import { OUTDATED_BY, queryKeys } from "./keys.ts";

export type FollowEventsParameters = {
  queryClient: QueryClient;
  url?: string;
  /** Opens the stream; EventSource reconnects by itself and resumes with Last-Event-ID. */
  open?: (url: string) => EventSource;
  /** Events of an import arrive by the hundred; what they touch is asked anew at most this often (milliseconds). */
  interval?: number;
};

/** Keeps what is on the screen fresh from the service's event stream. Returns the way to stop. */
export function followEvents(parameters: FollowEventsParameters): () => void {
  const { queryClient, url = "/api/events", open = (at) => new EventSource(at), interval = 1_000 } = parameters;
  const due = new Map<string, readonly unknown[]>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const refresh = (key: readonly unknown[]) => {
    due.set(JSON.stringify(key), key);
    timer ??= setTimeout(() => {
      timer = undefined;
      for (const queryKey of due.values()) void queryClient.invalidateQueries({ queryKey });
      due.clear();
    }, interval);
  };
  const source = open(url);
  source.addEventListener("entry", (event) => {
    const parsed = entryEventSchema.safeParse(parseJson(event.data));
    if (!parsed.success) return;
    refresh(queryKeys.customer(parsed.data.customer));
    for (const topic of OUTDATED_BY.entry) refresh([topic]);
  });
  source.addEventListener("directory", () => {
    for (const topic of OUTDATED_BY.directory) refresh([topic]);
  });
  for (const type of ["reorg", "reset"]) {
    source.addEventListener(type, () => {
      for (const topic of OUTDATED_BY.reorganisation) refresh([topic]);
    });
  }
  return () => {
    clearTimeout(timer);
    source.close();
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
