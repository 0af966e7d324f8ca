import pMap from "p-map";
import { decodeBase64 } from "#protocol/api/base64.ts";
import { putPayload } from "../service/payloads.ts";
import { moveWrite } from "./move-write.ts";
import type { Write } from "./write.ts";
import type { PipelineContext } from "./write-context.ts";

/** Uploads at once; more would only queue at the service. */
const CONCURRENT_UPLOADS = 4;

/** prepared → stored: the service holds every payload before the chain refers to it. Uploading again changes nothing. */
export async function storeWrite({ context, write }: { context: PipelineContext; write: Write }): Promise<Write> {
  const { service, journal } = context;
  const { organisation } = write;
  await pMap(
    write.appends,
    ({ payloadDigest: digest, envelope }) =>
      putPayload({ service, organisation, digest, envelope: decodeBase64(envelope) }),
    { concurrency: CONCURRENT_UPLOADS },
  );
  return moveWrite({ journal, write, state: { step: "stored" } });
}
