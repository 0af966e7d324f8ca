import { type RegistryResponse, registryResponseSchema } from "#protocol/api/registry.ts";
import { requestJson } from "./request.ts";
import type { Service } from "./service.ts";

/** Which registry the service serves and how far its index is. Public. */
export async function getRegistryInfo({ service }: { service: Service }): Promise<RegistryResponse> {
  return requestJson({ service, path: "/api/registry", schema: registryResponseSchema });
}
