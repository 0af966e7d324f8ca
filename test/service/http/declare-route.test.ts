import { describe, expect, it } from "vitest";
import { declareRoute } from "#service/http/declare-route.ts";

const responses = { 200: { description: "Fine." } };

describe("declareRoute", () => {
  it("default: gives the declaration back as it is", () => {
    const route = declareRoute({
      action: "getHealth",
      audience: "probe",
      method: "get",
      path: "/healthz",
      summary: "Whether the process runs",
      responses,
    });
    expect(route).toMatchObject({ action: "getHealth", path: "/healthz" });
  });

  it("attack: what declares no action, an unknown one, or a member's action for anyone, does not compile", () => {
    const rest = { method: "get", path: "/api/x", summary: "x", responses } as const;
    // @ts-expect-error: no action
    const none = declareRoute({ audience: "public", ...rest });
    // @ts-expect-error: nobody decides about it
    const unknown = declareRoute({ action: "doAnything", audience: "public", ...rest });
    // @ts-expect-error: wraps are stored by members
    const open = declareRoute({ action: "storeWraps", audience: "public", ...rest });
    // @ts-expect-error: who may do it is not said
    const silent = declareRoute({ action: "getHealth", ...rest });
    expect([none, unknown, open, silent]).toHaveLength(4);
  });
});
