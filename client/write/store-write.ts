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
  const open = write.appends.values();
  const upload = async () => {
    for (const { payloadDigest, envelope } of open) {
      const bytes = decodeBase64(envelope);
      await putPayload({ service, organisation: write.organisation, digest: payloadDigest, envelope: bytes });
    }
  };
  await Promise.all(Array.from({ length: CONCURRENT_UPLOADS }, upload));
  return moveWrite({ journal, write, state: { step: "stored" } });
}
