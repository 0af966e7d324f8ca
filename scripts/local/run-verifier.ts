import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { KontorError } from "#protocol/errors/kontor-error.ts";

const reportSchema = z.object({
  customer: z.string(),
  verdict: z.string(),
  verified: z.boolean(),
  entries: z.array(z.object({ sequence: z.number(), verdict: z.string() })),
});
const summarySchema = z.object({
  result: z.string(),
  customers: z.number(),
  entries: z.number(),
  verified: z.number(),
});

export type VerifierReport = z.infer<typeof reportSchema>;

export type VerifierRun = { exitCode: number; reports: VerifierReport[]; summary: z.infer<typeof summarySchema> };

export type RunVerifierParameters = {
  rpcUrl: string;
  registry: string;
  serviceUrl: string;
  signal: AbortSignal;
  onReport?: (done: number) => void;
};

/** Runs `kontor verify` over every customer, as a process that knows nothing but two URLs and the registry's address. */
export async function runVerifier(parameters: RunVerifierParameters): Promise<VerifierRun> {
  const { rpcUrl, registry, serviceUrl, signal, onReport = () => {} } = parameters;
  const script = fileURLToPath(new URL("../kontor.mjs", import.meta.url));
  const args = [script, "verify", "--rpc", rpcUrl, "--registry", registry, "--service", serviceUrl, "--all", "--json"];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"], signal });
  let output = "";
  let complaint = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
    onReport(output.split("\n").length - 1);
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaint += text;
  });
  const exitCode = await new Promise<number | null>((resolve) => {
    child.once("error", () => resolve(null));
    child.once("close", resolve);
  });
  const lines = output.split("\n").filter((line) => line !== "");
  const summary = summarySchema.safeParse(JSON.parse(lines.at(-1) ?? "null"));
  if (exitCode === null || !summary.success) {
    throw new KontorError({
      code: "DemoFailed",
      message: `The verifier ended with ${exitCode} and no summary: ${complaint.trim().split("\n")[0] ?? ""}`,
    });
  }
  const reports = lines.slice(0, -1).map((line) => reportSchema.parse(JSON.parse(line)));
  return { exitCode, reports, summary: summary.data };
}
