import { existsSync } from "node:fs";
import { parseConfiguration } from "#service/configuration/parse-configuration.ts";
import type { ServiceConfiguration } from "#service/configuration/service-configuration.ts";

/** The service's configuration from the environment. Throws `ConfigurationInvalid`. */
export function serviceConfiguration(): ServiceConfiguration {
  const defaultAppDirectory = existsSync("dist/index.html") ? "dist" : null;
  return parseConfiguration({ environment: process.env, defaultAppDirectory });
}
