import type { RouteConfig, RouteHandler } from "@hono/zod-openapi";
import type { Address } from "viem";
import type { ErrorCode } from "#protocol/errors/codes.ts";
import type { Action, PublicAction, ResourceOf } from "../access/decide.ts";
import type { Basis } from "../access/decision.ts";
import type { Alongside } from "../store/store.ts";
import type { AppEnv, Caller } from "./app-env.ts";
import type { Audience } from "./audiences.ts";

/** What anyone may do has a session nowhere; what takes one is for members. */
type AudienceOf<A extends Action> = A extends PublicAction ? Exclude<Audience, "member"> : "member";

/** What every route says of itself, once. */
export type RouteDeclaration<A extends Action = Action> = Omit<
  RouteConfig,
  "middleware" | "security" | "tags" | "operationId"
> & {
  /** What it does: the question that `decide` answers, and its id in the OpenAPI document. */
  action: A;
  audience: AudienceOf<A>;
  summary: string;
  /** Bytes that its JSON body may have. */
  bodyLimit?: number;
  /** Honours Idempotency-Key. */
  idempotent?: boolean;
  /** What it refuses with, beside what its audience and its body bring with them. */
  errors?: readonly ErrorCode[];
};

/**
 * Declares a route. One without an action, or one that shows a member's action to an audience without a session, does not
 * compile.
 */
export function declareRoute<
  A extends Action,
  P extends string,
  R extends Omit<RouteDeclaration<A>, "path" | "action" | "audience">,
>(route: R & { action: A; audience: AudienceOf<A>; path: P }): R & { action: A; audience: AudienceOf<A>; path: P } {
  return route;
}

type AnyRoute = RouteConfig & { action: Action; audience: Audience };

export type ContextOf<R extends AnyRoute> = Parameters<RouteHandler<R, AppEnv>>[0];

type AnswerOf<R extends AnyRoute> = ReturnType<RouteHandler<R, AppEnv>>;

/** What a handler is given beside the request: who asks, what that they may stands on, and how to ask again. */
type Allowed<R extends AnyRoute> = (R["audience"] extends "member"
  ? { account: Address; caller: Caller }
  : { caller: R["audience"] extends "visitor" ? Caller | undefined : undefined }) & {
  basis: Basis;
  /** Keeps the idempotency key, in one transaction with the act. */
  alongside: R extends { idempotent: true } ? Alongside : undefined;
  /** Asks once more, of a resource that is better known by now. @throws KontorError what a denial says */
  ask(resource: ResourceOf<R["action"]>): Promise<Basis>;
};

/** What a route does; and what it is about, where its rule has to know. */
export type RouteParts<R extends AnyRoute> = {
  handle(context: ContextOf<R>, allowed: Allowed<R>): AnswerOf<R>;
} & (ResourceOf<R["action"]> extends null
  ? unknown
  : { resource(context: ContextOf<R>): ResourceOf<R["action"]> | Promise<ResourceOf<R["action"]>> });

/** Puts a declared route into the app, behind the one decision. */
export type AddRoute = <R extends AnyRoute>(route: R, parts: RouteParts<R>) => void;
