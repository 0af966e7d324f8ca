import { KontorError } from "#protocol/errors/kontor-error.ts";
import { answerError } from "./answer-error.ts";
import { type ApiApp, createApiApp } from "./api-app.ts";
import type { AppContext } from "./app-context.ts";
import { clientAddress } from "./client-address.ts";
import { limitRate } from "./middleware/limit-rate.ts";
import { observe } from "./middleware/observe.ts";
import { publicCors } from "./middleware/public-cors.ts";
import { requireSession } from "./middleware/require-session.ts";
import { secureHeaders } from "./middleware/secure-headers.ts";
import { addAppFiles } from "./routes/app-files.ts";
import { addChannelRoutes } from "./routes/channel-routes.ts";
import { addCustomerRoutes } from "./routes/customer-routes.ts";
import { addDocumentRoutes } from "./routes/document-routes.ts";
import { addEventRoutes } from "./routes/event-routes.ts";
import { addHealthRoutes } from "./routes/health-routes.ts";
import { addHistoryRoutes } from "./routes/history-routes.ts";
import { addIdentityRoutes } from "./routes/identity-routes.ts";
import { addKeyMaterialRoutes } from "./routes/key-material-routes.ts";
import { addOrganisationRoutes } from "./routes/organisation-routes.ts";
import { addPayloadRoutes } from "./routes/payload-routes.ts";
import { addPossessionRoutes } from "./routes/possession-routes.ts";
import { addRegistryRoutes } from "./routes/registry-routes.ts";
import { addSecretRoutes } from "./routes/secret-routes.ts";
import { addSessionRoutes } from "./routes/session-routes.ts";
import { addSharingRoutes } from "./routes/sharing-routes.ts";
import { createTokenBuckets } from "./token-bucket.ts";

/** The service as a value: `app.request(path)` answers without a socket. Nothing starts here. */
export function createApp(app: AppContext): ApiApp {
  const { configuration, publicOrigin, clock, logger } = app;
  const { rate, trustedProxies, publicRpcUrl } = configuration;
  const api = createApiApp();

  api.onError((error, context) => answerError({ error, context, logger }));
  api.notFound((context) => {
    const error = new KontorError({
      code: "ApiRouteNotFound",
      message: "There is nothing under this path and method.",
    });
    return answerError({ error, context, logger });
  });

  const byAddress = createTokenBuckets({ ...rate, clock });
  const bySession = createTokenBuckets({ ...rate, clock });
  const signIns = createTokenBuckets({ perSecond: rate.signInPerMinute / 60, burst: rate.signInBurst, clock });
  const keyOf = (context: Parameters<typeof clientAddress>[0]["context"]) => clientAddress({ context, trustedProxies });

  api.use(observe(app));
  api.use(secureHeaders({ publicOrigin, publicRpcUrl }));
  api.use(publicCors());
  api.use("/api/*", limitRate({ buckets: byAddress, keyOf }));

  const session = requireSession({ app, buckets: bySession });
  const limitSignIn = limitRate({ buckets: signIns, keyOf });
  addHealthRoutes({ api, app });
  addRegistryRoutes({ api, app });
  addOrganisationRoutes({ api, app });
  addCustomerRoutes({ api, app });
  addSharingRoutes({ api, app });
  addPayloadRoutes({ api, app, session });
  addSessionRoutes({ api, app, session, limitSignIn });
  addKeyMaterialRoutes({ api, app, session });
  addIdentityRoutes({ api, app, session });
  addSecretRoutes({ api, app, session });
  addHistoryRoutes({ api, app, session });
  addChannelRoutes({ api, app, session });
  addPossessionRoutes({ api, app, session });
  addEventRoutes({ api, app });
  addDocumentRoutes({ api, app });
  addAppFiles({ api, app });
  return api;
}
