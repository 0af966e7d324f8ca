import { Badge, Button, Collapse, Group, List, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconBuilding, IconId, IconUser } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { AccountName } from "#app/components/account-name.tsx";
import { formatDateTime } from "#app/format/dates.ts";
import { formatCount } from "#app/format/numbers.ts";
import type { AccessGroup } from "#app/model/access/group-holders.ts";
import type { AccessHolder } from "#protocol/access/access-answer.ts";
import { ALL_CUSTOMERS } from "#protocol/chain/grants.ts";
import { kindName } from "#protocol/chain/kinds.ts";

const ICONS = { member: IconBuilding, grant: IconBuilding, subject: IconId } as const;

/** One way in: who, by what, for which kinds, since when, until when. `action` ends it, where the viewer may. */
export function AccessGroupRow({
  group,
  former = false,
  action,
}: {
  group: AccessGroup;
  former?: boolean;
  action?: ReactNode;
}) {
  const { t } = useTranslation();
  const [opened, { toggle }] = useDisclosure(false);
  const { party, through, grant, kinds, people, since, until, isOrganisation, reach } = group;
  const Icon = through === "grant" && !isOrganisation ? IconUser : ICONS[through];
  const what =
    grant === null || grant.scope === 0
      ? t("access.allKinds")
      : t("access.onlyKinds", { kinds: kinds.map((kind) => t(`records.kinds.${kindName(kind)}`)).join(", ") });
  const end = until === null ? t("access.noEnd") : t("access.until", { when: formatDateTime(Number(until.timestamp)) });
  return (
    <Stack gap={4} component="li" data-access={through} data-party={party}>
      <Group justify="space-between" wrap="nowrap" align="flex-start" gap="xs">
        <Group gap="xs" wrap="nowrap" align="flex-start" className="wrap">
          <Icon size={18} stroke={1.6} aria-hidden className="row-icon" />
          <div className="wrap">
            <Group gap={6}>
              <Text size="sm" fw={600} component="span" className="wrap">
                <AccountName address={party} name={t("access.party")} />
              </Text>
              <Badge variant="light" color={through === "grant" ? "blue" : "gray"} className="whole">
                {grant?.customer === ALL_CUSTOMERS ? t("access.throughAll") : t(`access.through.${through}`)}
              </Badge>
            </Group>
            <Text size="sm" c="dimmed">
              {what} · {t("access.since", { when: formatDateTime(Number(since.timestamp)) })} · {end}
            </Text>
            {former && (
              <Text size="sm" c="dimmed">
                {reach === null || reach === 0n
                  ? t("access.reachNone")
                  : t("access.reach", { sequence: formatCount(reach) })}
              </Text>
            )}
          </div>
        </Group>
        <div className="whole">{action}</div>
      </Group>
      {isOrganisation && (
        <Group pl={28}>
          <Button size="compact-xs" variant="subtle" onClick={toggle} aria-expanded={opened}>
            {t("access.people", { count: people.length })} · {opened ? t("access.hidePeople") : t("access.showPeople")}
          </Button>
        </Group>
      )}
      <Collapse expanded={opened}>
        {opened && (
          <List size="sm" pl={28} spacing={4}>
            {people.map((person) => (
              <Person key={`${person.account} ${person.since.timestamp}`} person={person} />
            ))}
          </List>
        )}
      </Collapse>
    </Stack>
  );
}

function Person({ person: { account, roles, since, until } }: { person: AccessHolder }) {
  const { t } = useTranslation();
  return (
    <List.Item>
      <AccountName address={account} name={t("access.party")} />
      <Text size="xs" c="dimmed">
        {[
          roles.map((role) => t(`session.roles.${role}`)).join(", "),
          t("access.since", { when: formatDateTime(Number(since.timestamp)) }),
          ...(until === null ? [] : [t("access.until", { when: formatDateTime(Number(until.timestamp)) })]),
        ].join(" · ")}
      </Text>
    </List.Item>
  );
}
