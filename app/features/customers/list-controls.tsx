import { ActionIcon, CloseButton, Group, NativeSelect, TextInput, Tooltip } from "@mantine/core";
import { IconSearch, IconSortAscending, IconSortDescending } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useKontor } from "#app/hooks/use-kontor.ts";
import { useMember } from "#app/hooks/use-member.ts";
import { useView } from "#app/hooks/use-view.ts";
import { regionsOf, SORTS, type Sort, type View } from "#app/model/customers/arrange-customers.ts";
import type { CustomerSummary } from "#app/model/customers/customer-summary.ts";
import { organisationsQuery } from "#app/queries/members.ts";
import { CLASSIFICATIONS, type Classification } from "#protocol/envelope/labels.ts";

const EVERY = "";
const OTHERS = "*";

/** Search, filters and order of the list. */
export function ListControls({ customers }: { customers: readonly CustomerSummary[] }) {
  const { t } = useTranslation();
  const { service } = useKontor();
  const { organisation, membership } = useMember();
  const organisations = useQuery(organisationsQuery({ service })).data ?? [];
  const [view, change] = useView();
  const others = organisations.filter((other) => other.organisation !== organisation);
  const pick = (value: string) => (value === EVERY ? null : value);
  return (
    <Group gap="sm" align="flex-end" className="controls">
      <TextInput
        className="search"
        type="search"
        label={t("customers.search")}
        placeholder={t("customers.searchPlaceholder")}
        leftSection={<IconSearch size={16} aria-hidden />}
        rightSection={
          view.search === "" ? null : (
            <CloseButton size="sm" aria-label={t("customers.clearSearch")} onClick={() => change({ search: "" })} />
          )
        }
        value={view.search}
        onChange={(event) => change({ search: event.currentTarget.value })}
      />
      <NativeSelect
        label={t("customers.filterSteward")}
        value={view.steward ?? EVERY}
        onChange={(event) => change({ steward: pick(event.currentTarget.value) as View["steward"] })}
        data={[
          { value: EVERY, label: membership.name },
          { value: "shared", label: t("customers.sharedWithUs") },
          ...others.map((other) => ({ value: other.organisation, label: other.name })),
          { value: OTHERS, label: t("customers.all") },
        ]}
      />
      <NativeSelect
        label={t("customers.filterRegion")}
        value={view.region ?? EVERY}
        onChange={(event) => change({ region: pick(event.currentTarget.value) })}
        data={[
          { value: EVERY, label: t("customers.all") },
          ...regionsOf(customers).map((region) => ({ value: region, label: region })),
        ]}
      />
      <NativeSelect
        label={t("customers.filterClassification")}
        value={view.classification ?? EVERY}
        onChange={(event) => change({ classification: pick(event.currentTarget.value) as Classification | null })}
        data={[
          { value: EVERY, label: t("customers.all") },
          ...CLASSIFICATIONS.map((value) => ({ value, label: t(`records.classifications.${value}`) })),
        ]}
      />
      <Group gap={4} align="flex-end" wrap="nowrap">
        <NativeSelect
          label={t("customers.sort")}
          value={view.sort}
          onChange={(event) => change({ sort: event.currentTarget.value as Sort })}
          data={SORTS.map((value) => ({ value, label: t(`customers.sorts.${value}`) }))}
        />
        <Tooltip label={view.descending ? t("customers.descending") : t("customers.ascending")}>
          <ActionIcon
            size={36}
            variant="default"
            aria-label={view.descending ? t("customers.descending") : t("customers.ascending")}
            onClick={() => change({ descending: !view.descending })}
          >
            {view.descending ? <IconSortDescending size={18} /> : <IconSortAscending size={18} />}
          </ActionIcon>
        </Tooltip>
      </Group>
    </Group>
  );
}
