import { createConfig, lintFromString } from "@redocly/openapi-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestService, type TestService } from "#test/helpers/service.ts";
import { askApp } from "../api-caller.ts";
import { startWorld, type World } from "../world.ts";

type Document = {
  components: { schemas: Record<string, unknown> };
  paths: Record<string, Record<string, { operationId: string; responses: Record<string, unknown> }>>;
};

describe("the OpenAPI document", () => {
  let world: World;
  let running: TestService;
  let source: string;

  beforeAll(async () => {
    world = await startWorld();
    running = await startTestService({
      rpcUrl: world.chain.rpcUrl,
      registry: world.registry,
      deploymentBlock: world.deploymentBlock,
    });
    source = await (await askApp(running.service.app)("/openapi.json")).text();
  });
  afterAll(async () => {
    await running?.stop();
    await world?.stop();
  });

  it("default: a linter finds nothing in it", async () => {
    const config = await createConfig({
      extends: ["recommended-strict"],
      // Tests and development have no other server; a stream's or a probe's refusals are what they are.
      rules: { "no-server-example.com": "off", "operation-4xx-response": "off" },
    });
    const problems = await lintFromString({ source, absoluteRef: "openapi.json", config });
    expect(problems.map(({ ruleId, message, location }) => [ruleId, message, location[0]?.pointer])).toEqual([]);
  });

  it("error: the linter is one that finds something", async () => {
    const document = JSON.parse(source) as Document;
    const [operation] = Object.values(document.paths["/api/registry"] ?? {});
    Object.assign(operation ?? {}, { security: [{ unknown: [] }] });
    const config = await createConfig({ extends: ["recommended-strict"] });
    const problems = await lintFromString({ source: JSON.stringify(document), absoluteRef: "openapi.json", config });
    expect(problems.map(({ ruleId }) => ruleId)).toContain("security-defined");
  });

  it("default: gives schemas names, so that generated clients have types that can be spoken of", () => {
    const { components, paths } = JSON.parse(source) as Document;
    const names = Object.keys(components.schemas);
    for (const name of ["Customer", "Entry", "Error", "ErasureReceipt", "Grant", "Organisation", "Session", "Wraps"]) {
      expect(names).toContain(name);
    }
    const unnamed = Object.values(paths).flatMap((methods) =>
      Object.values(methods).flatMap(({ operationId, responses }) =>
        Object.entries(responses)
          .filter(([status, answer]) => status.startsWith("2") && JSON.stringify(answer).includes('"properties"'))
          .map(() => operationId),
      ),
    );
    expect(unnamed).toEqual([]);
  });
});
