import { KontorError } from "#protocol/errors/kontor-error.ts";
import { createDecide } from "../access/decide.ts";
import { answerError } from "./answer-error.ts";
import { type ApiApp, createApiApp } from "./api-app.ts";
import type { AppContext } from "./app-context.ts";
import { clientAddress } from "./client-address.ts";
import { createRouteAdder } from "./create-route-adder.ts";
import { compressAnswers } from "./middleware/compress-answers.ts";
import { limitRate, takeToken } from "./middleware/limit-rate.ts";
import { observe } from "./middleware/observe.ts";
import { lookForSession, requireSession } from "./middleware/require-session.ts";
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

  const byAddress = createTokenBuckets({ ...rate, clock });
  const bySession = createTokenBuckets({ ...rate, clock });
  const signIns = createTokenBuckets({ perSecond: rate.signInPerMinute / 60, burst: rate.signInBurst, clock });
  const keyOf = (context: Parameters<typeof clientAddress>[0]["context"]) => clientAddress({ context, trustedProxies });

  api.onError((error, context) => answerError({ error, context, logger }));
  api.notFound((context) => {
    takeToken({ buckets: byAddress, key: keyOf(context) });
    throw new KontorError({
      code: "ApiRouteNotFound",
      message: "There is nothing under this path and method.",
    });
  });

  api.use(observe(app));
  api.use(secureHeaders({ publicOrigin, publicRpcUrl }));
  api.use(compressAnswers());

  const sessionParameters = { app, buckets: bySession };
  const add = createRouteAdder({
    api,
    app,
    decide: createDecide(app),
    limits: {
      address: limitRate({ buckets: byAddress, keyOf }),
      signIn: limitRate({ buckets: signIns, keyOf }),
    },
    sessions: { optional: lookForSession(sessionParameters), required: requireSession(sessionParameters) },
  });
  const parts = { add, app };
  addHealthRoutes(parts);
  addRegistryRoutes(parts);
  addOrganisationRoutes(parts);
  addCustomerRoutes(parts);
  addSharingRoutes(parts);
  addPayloadRoutes(parts);
  addSessionRoutes(parts);
  addKeyMaterialRoutes(parts);
  addIdentityRoutes(parts);
  addSecretRoutes(parts);
  addHistoryRoutes(parts);
  addChannelRoutes(parts);
  addPossessionRoutes(parts);
  addEventRoutes(parts);
  addDocumentRoutes({ ...parts, api });
  addAppFiles(parts);
  return api;
}
