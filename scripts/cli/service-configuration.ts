import { existsSync } from "node:fs";
import { parseConfiguration } from "#service/configuration/parse-configuration.ts";
import type { ServiceConfiguration } from "#service/configuration/service-configuration.ts";
import { readDeployments } from "./deployments.ts";

/** The service's configuration from the environment and the record of deployments. Throws `ConfigurationInvalid`. */
export async function serviceConfiguration(): Promise<ServiceConfiguration> {
  const defaultAppDirectory = existsSync("dist/index.html") ? "dist" : null;
  const deployments = await readDeployments(process.env.KONTOR_DEPLOYMENTS || undefined);
  return parseConfiguration({ environment: process.env, defaultAppDirectory, deployments });
}
