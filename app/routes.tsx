import { createBrowserRouter, Navigate } from "react-router";
import { PageSkeleton } from "#app/components/page-skeleton.tsx";
import { Layout } from "#app/features/shell/layout.tsx";
import { NotFoundPage } from "#app/features/shell/not-found-page.tsx";
import { PageFailure } from "#app/features/shell/page-failure.tsx";

/** Every page is a chunk of its own; the public Verify page loads nothing of the members' part. */
export function createRouter() {
  return createBrowserRouter([
    {
      Component: Layout,
      ErrorBoundary: PageFailure,
      HydrateFallback: PageSkeleton,
      children: [
        { index: true, element: <Navigate to="/customers" replace /> },
        {
          lazy: async () => ({ Component: (await import("#app/features/session/member-gate.tsx")).MemberGate }),
          ErrorBoundary: PageFailure,
          children: [
            {
              path: "members",
              lazy: async () => ({ Component: (await import("#app/features/members/members-page.tsx")).MembersPage }),
            },
            {
              lazy: async () => ({ Component: (await import("#app/features/session/keyring-gate.tsx")).KeyringGate }),
              ErrorBoundary: PageFailure,
              children: [
                {
                  path: "customers",
                  lazy: async () => ({ Component: (await import("#app/features/customers/list-page.tsx")).ListPage }),
                },
                {
                  path: "customers/new",
                  lazy: async () => ({
                    Component: (await import("#app/features/customers/create-page.tsx")).CreatePage,
                  }),
                },
                {
                  path: "customers/:customer",
                  lazy: async () => ({
                    Component: (await import("#app/features/customers/detail-page.tsx")).DetailPage,
                  }),
                },
                {
                  path: "customers/:customer/edit",
                  lazy: async () => ({ Component: (await import("#app/features/customers/edit-page.tsx")).EditPage }),
                },
                {
                  path: "customers/:customer/add/:kind",
                  lazy: async () => ({ Component: (await import("#app/features/entries/add-page.tsx")).AddPage }),
                },
              ],
            },
          ],
        },
        {
          lazy: async () => ({ Component: (await import("#app/features/session/wallet-gate.tsx")).WalletGate }),
          ErrorBoundary: PageFailure,
          children: [
            {
              path: "key",
              lazy: async () => ({ Component: (await import("#app/features/key/key-page.tsx")).KeyPage }),
            },
            {
              path: "mine",
              lazy: async () => ({ Component: (await import("#app/features/mine/mine-page.tsx")).MinePage }),
            },
            {
              path: "mine/:customer",
              lazy: async () => ({
                Component: (await import("#app/features/mine/mine-customer-page.tsx")).MineCustomerPage,
              }),
            },
          ],
        },
        {
          path: "verify/:customer?",
          lazy: async () => ({ Component: (await import("#app/features/verify/verify-page.tsx")).VerifyPage }),
          ErrorBoundary: PageFailure,
        },
        { path: "*", Component: NotFoundPage },
      ],
    },
  ]);
}
