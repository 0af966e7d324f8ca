import type { RouteConfig } from "@hono/zod-openapi";
import type { Context, MiddlewareHandler } from "hono";
import type { Action, Decide, ResourceOf } from "../access/decide.ts";
import { type Basis, requireAllowed } from "../access/decision.ts";
import type { ApiApp } from "./api-app.ts";
import type { AppContext } from "./app-context.ts";
import type { AppEnv } from "./app-env.ts";
import { AUDIENCES, type Limit } from "./audiences.ts";
import type { AddRoute, RouteDeclaration } from "./declare-route.ts";
import { describeRefusals, IDEMPOTENCY_HEADER } from "./describe-refusals.ts";
import { claimIdempotencyKey } from "./idempotency-claim.ts";
import { jsonBody } from "./middleware/json-body.ts";
import { publicCors } from "./middleware/public-cors.ts";
import { SESSION_SECURITY } from "./route-parts.ts";

export type RouteAdderParameters = {
  api: ApiApp;
  app: AppContext;
  decide: Decide;
  /** Middleware that refuses who asks too often. */
  limits: Record<Limit, MiddlewareHandler<AppEnv>>;
  /** Middleware that sets `caller` where there is a session, and refuses where there has to be one. */
  sessions: Record<"optional" | "required", MiddlewareHandler<AppEnv>>;
};

type AnyParts = {
  handle(context: Context<AppEnv>, allowed: unknown): Response | Promise<Response>;
  resource?(context: Context<AppEnv>): unknown;
};

/**
 * Makes what adds declared routes. From a route's declaration come its limits, CORS, session, body, decision, and what the OpenAPI
 * document says of all that.
 */
export function createRouteAdder({ api, app, decide, limits, sessions }: RouteAdderParameters): AddRoute {
  function add(route: RouteDeclaration & RouteConfig, parts: AnyParts): void {
    const { action, audience, bodyLimit, idempotent = false, errors = [], ...config } = route;
    const { session, cors, limits: limited, tag } = AUDIENCES[audience];
    const crossOrigin = publicCors(config.method);
    const middleware: MiddlewareHandler<AppEnv>[] = [
      ...(cors ? [crossOrigin] : []),
      ...limited.map((limit) => limits[limit]),
      ...(session === "none" ? [] : [sessions[session]]),
      ...(bodyLimit === undefined ? [] : [jsonBody({ limit: bodyLimit })]),
    ];
    if (cors) api.options(config.path.replaceAll(/\{(\w+)\}/g, ":$1"), crossOrigin);

    const handle = async (context: Context<AppEnv>): Promise<Response> => {
      const caller = context.get("caller");
      const principal =
        caller === undefined ? ({ type: "anyone" } as const) : { type: "account" as const, address: caller.address };
      const ask = async (resource: unknown): Promise<Basis> =>
        requireAllowed(
          await decide<Action>({
            principal,
            action,
            resource: resource as ResourceOf<Action>,
            context: { now: app.clock() },
          }),
        );
      const basis = await ask(parts.resource === undefined ? null : await parts.resource(context));
      const alongside =
        idempotent && caller !== undefined
          ? await claimIdempotencyKey({ app, context, caller: caller.address })
          : undefined;
      return parts.handle(context, { account: caller?.address, caller, basis, ask, alongside });
    };

    const documented = {
      ...config,
      operationId: action,
      tags: [tag],
      security: session === "required" ? SESSION_SECURITY : session === "optional" ? [...SESSION_SECURITY, {}] : [],
      request: { ...config.request, ...(idempotent ? { headers: IDEMPOTENCY_HEADER } : {}) },
      responses: { ...config.responses, ...describeRefusals({ route, errors }) },
      middleware,
    };
    // The declaration's types have tied handler and route together; here the route is any.
    api.openapi(documented, handle as never);
  }
  return add as AddRoute;
}
