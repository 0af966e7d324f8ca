import type { QueryClient } from "@tanstack/react-query";
import { queryKeys } from "#app/queries/keys.ts";
import { entryEventSchema } from "#protocol/api/events.ts";

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
    for (const key of ["customers", "access", "mine", "erasure"]) refresh([key]);
  });
  source.addEventListener("directory", () => {
    for (const key of CHANGED_BY_DIRECTORY) refresh([key]);
  });
  for (const type of ["reorg", "reset"]) {
    source.addEventListener(type, () => {
      for (const key of [...CHANGED_BY_DIRECTORY, "erasure"]) refresh([key]);
    });
  }
  return () => {
    clearTimeout(timer);
    source.close();
  };
}

/** What roles, keys, grants and subjects decide. */
const CHANGED_BY_DIRECTORY = [
  ...["session", "organisations", "members", "admissions", "directory-key", "organisation-secrets", "key-history"],
  ...["access", "grants", "subject", "mine", "customers", "customer"],
];

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
