import { Button, EmptyState, Group, Pagination, Stack, Text } from "@mantine/core";
import { IconAddressBook, IconPlus, IconSearchOff, IconShare } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useDeferredValue, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Address, Hex } from "viem";
import { ErrorState } from "#app/components/error-state.tsx";
import { PageTitle } from "#app/components/page-title.tsx";
import { ShareModal } from "#app/features/sharing/share-modal.tsx";
import { preferredLocale } from "#app/format/locale.ts";
import { formatCount } from "#app/format/numbers.ts";
import { useKeyring } from "#app/hooks/use-keyring.ts";
import { useKontor } from "#app/hooks/use-kontor.ts";
import { useMember } from "#app/hooks/use-member.ts";
import { useView } from "#app/hooks/use-view.ts";
import { arrangeCustomers } from "#app/model/customers/arrange-customers.ts";
import { customersQuery } from "#app/queries/customers.ts";
import { CustomerTable, type Selection } from "./customer-table.tsx";
import { CustomerTableSkeleton } from "./customer-table-skeleton.tsx";
import { ListControls } from "./list-controls.tsx";

const PAGE_SIZE = 25;

/** The organisation's customers: search, filter, sort, page. */
export function ListPage() {
  const { t } = useTranslation();
  const { registry, service, settings, openBatch } = useKontor();
  const { organisation, roles } = useMember();
  const keyring = useKeyring();
  const queryClient = useQueryClient();
  const { confirmations } = settings;
  const list = useQuery(customersQuery({ registry, service, keyring, confirmations, queryClient, openBatch }));
  const [view, change] = useView();
  const deferred = useDeferredValue(view);
  const customers = list.data?.customers;
  const shown = useMemo(
    () => arrangeCustomers({ customers: customers ?? [], view: deferred, organisation, locale: preferredLocale() }),
    [customers, deferred, organisation],
  );
  const own = arrangeCustomers({
    customers: customers ?? [],
    view: { ...deferred, search: "", region: null, classification: null },
    organisation,
    locale: "en",
  }).length;
  const selection = useSelection(organisation);
  const [sharing, share] = useState<readonly Hex[] | "all" | null>(null);
  const isKeeper = roles.has("KEEPER");
  const pages = Math.max(1, Math.ceil(shown.length / PAGE_SIZE));
  const page = Math.min(view.page, pages);
  const from = (page - 1) * PAGE_SIZE;
  const opening = list.data !== undefined && list.data.customers.length < list.data.total;
  return (
    <>
      <PageTitle
        title={t("customers.title")}
        description={
          <span role="status">
            {list.data === undefined
              ? " "
              : opening
                ? t("customers.progress", {
                    done: formatCount(list.data.customers.length),
                    total: formatCount(list.data.total),
                  })
                : shown.length === own
                  ? t("customers.count", { count: own })
                  : t("customers.countOf", { shown: formatCount(shown.length), count: own })}
          </span>
        }
      >
        {isKeeper && own > 0 && view.steward === null && (
          <Button variant="default" leftSection={<IconShare size={18} aria-hidden />} onClick={() => share("all")}>
            {t("customers.shareAll")}
          </Button>
        )}
        {roles.has("WRITER") && (
          <Button component={Link} to="/customers/new" leftSection={<IconPlus size={18} aria-hidden />}>
            {t("customers.newCustomer")}
          </Button>
        )}
      </PageTitle>
      <Stack gap="md">
        <ListControls customers={customers ?? []} />
        {list.isError && (
          <ErrorState error={list.error} title={t("customers.listFailed")} onRetry={() => void list.refetch()} />
        )}
        {list.data === undefined && !list.isError && <CustomerTableSkeleton />}
        {isKeeper && selection.chosen.size > 0 && (
          <Group className="surface" p="xs" px="md" justify="space-between">
            <Text size="sm" fw={600} role="status">
              {t("customers.selected", { count: selection.chosen.size })}
            </Text>
            <Group gap="xs">
              <Button size="xs" variant="subtle" onClick={selection.clear}>
                {t("customers.clearSelection")}
              </Button>
              <Button
                size="xs"
                leftSection={<IconShare size={16} aria-hidden />}
                onClick={() => share([...selection.chosen])}
              >
                {t("customers.shareSelected")}
              </Button>
            </Group>
          </Group>
        )}
        {shown.length > 0 && (
          <CustomerTable
            customers={shown.slice(from, from + PAGE_SIZE)}
            selection={isKeeper && view.steward === null ? selection : undefined}
          />
        )}
        {list.data !== undefined && shown.length === 0 && !opening && (
          <Nothing any={own > 0} canWrite={roles.has("WRITER")} isShared={view.steward === "shared"} />
        )}
        {pages > 1 && (
          <Group justify="space-between">
            <Text size="sm" c="dimmed">
              {t("customers.page", {
                from: formatCount(from + 1),
                to: formatCount(Math.min(from + PAGE_SIZE, shown.length)),
                total: formatCount(shown.length),
              })}
            </Text>
            <Pagination
              total={pages}
              value={page}
              onChange={(next) => change({ page: next })}
              aria-label={t("customers.pages")}
              getItemProps={(number) => ({ "aria-label": t("customers.pageNumber", { number: formatCount(number) }) })}
              getControlProps={(control) => ({
                "aria-label": control === "previous" ? t("customers.previousPage") : t("customers.nextPage"),
              })}
            />
          </Group>
        )}
      </Stack>
      {sharing !== null && (
        <ShareModal
          customers={sharing}
          what={sharing === "all" ? t("sharing.everything") : t("sharing.customers", { count: sharing.length })}
          onClose={() => share(null)}
        />
      )}
    </>
  );
}

/** Customers of one's own that are chosen on the list, across its pages. */
function useSelection(organisation: Address): Selection & { clear: () => void } {
  const [chosen, setChosen] = useState<ReadonlySet<Hex>>(new Set());
  return {
    chosen,
    choose: (customers, on) =>
      setChosen((before) => {
        const next = new Set(before);
        for (const customer of customers) {
          if (on) next.add(customer);
          else next.delete(customer);
        }
        return next;
      }),
    isSelectable: ({ steward, verdict }) => steward.toLowerCase() === organisation && verdict !== "erased",
    clear: () => setChosen(new Set()),
  };
}

function Nothing({ any, canWrite, isShared }: { any: boolean; canWrite: boolean; isShared: boolean }) {
  const { t } = useTranslation();
  const { view } = useKontor();
  if (isShared && !any) {
    return (
      <EmptyState
        icon={<IconShare size={40} aria-hidden />}
        title={t("customers.emptyShared")}
        description={t("customers.emptySharedHint")}
      />
    );
  }
  if (any) {
    return (
      <EmptyState
        icon={<IconSearchOff size={40} aria-hidden />}
        title={t("customers.noMatch")}
        description={t("customers.noMatchHint")}
      >
        <EmptyState.Actions>
          <Button variant="default" onClick={() => view.reset()}>
            {t("customers.clear")}
          </Button>
        </EmptyState.Actions>
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<IconAddressBook size={40} aria-hidden />}
      title={t("customers.empty")}
      description={t("customers.emptyHint")}
    >
      {canWrite && (
        <EmptyState.Actions>
          <Button component={Link} to="/customers/new" leftSection={<IconPlus size={18} aria-hidden />}>
            {t("customers.newCustomer")}
          </Button>
        </EmptyState.Actions>
      )}
    </EmptyState>
  );
}
